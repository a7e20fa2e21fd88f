using System.Collections.Concurrent;
using System.Net;

namespace HeadlessDiscovery.Http.Tests;

/// <summary>In the place of the network: answers, and keeps what was asked.</summary>
internal sealed class StubHandler(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer, bool keepsAsked = true) : HttpMessageHandler
{
    private readonly ConcurrentQueue<(string Uri, string? Host)> asked = new();

    public IReadOnlyCollection<(string Uri, string? Host)> Asked => asked;

    public static StubHandler With(Func<HttpRequestMessage, HttpStatusCode> status) => new((request, _) => Task.FromResult(new HttpResponseMessage(status(request))));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (keepsAsked)
        {
            asked.Enqueue((request.RequestUri!.OriginalString, request.Headers.Host));
        }

        return answer(request, cancellationToken);
    }
}
