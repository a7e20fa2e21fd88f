using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace HeadlessDiscovery.AspNetCore.Serving;

/// <summary>The format that the Accept header prefers (RFC 9110 §12.5.1). A program that sends none gets JSON; a browser sends text/html.</summary>
internal static class Acceptance
{
    private static readonly (PageForm Form, MediaTypeHeaderValue Type)[] Offered =
    [
        (PageForm.Json, MediaTypeHeaderValue.Parse("application/json; charset=utf-8")),
        (PageForm.Html, MediaTypeHeaderValue.Parse("text/html; charset=utf-8")),
        (PageForm.Events, MediaTypeHeaderValue.Parse("text/event-stream; charset=utf-8")),
    ];

    public static PageForm Of(HttpRequest request)
    {
        var wanted = request.GetTypedHeaders().Accept;
        var best = (Form: PageForm.Json, Quality: 0.0);
        foreach (var (form, type) in Offered)
        {
            // The most specific range decides: text/html;q=0 beats */*.
            var range = wanted.Where(type.IsSubsetOf).MaxBy(Specificity);
            var quality = range is null ? 0 : range.Quality ?? 1;
            if (quality > best.Quality)
            {
                best = (form, quality);
            }
        }

        return best.Form;
    }

    private static int Specificity(MediaTypeHeaderValue range) => range switch
    {
        { MatchesAllTypes: true } => 0,
        { MatchesAllSubTypes: true } => 1,
        _ => 2,
    };
}
