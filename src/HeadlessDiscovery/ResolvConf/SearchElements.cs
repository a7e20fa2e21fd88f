using System.Collections.Immutable;

namespace HeadlessDiscovery.ResolvConf;

/// <summary>Collects the elements of one search list: usable, without trailing dots, each once.</summary>
internal sealed class SearchElements(DiagnosticList diagnostics, int line)
{
    private readonly ImmutableArray<string>.Builder elements = ImmutableArray.CreateBuilder<string>();
    private readonly HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);

    public void Add(ReadOnlySpan<char> text)
    {
        if (!SearchDomain.TryRead(text, out var domain, out var problem))
        {
            diagnostics.Add(line, $"The search domain {PrintableText.Quoted(text)} {problem}, so it is ignored.");
        }
        else if (seen.Add(domain))
        {
            elements.Add(domain);
        }
        else
        {
            diagnostics.Add(line, $"The search domain {PrintableText.Quoted(text)} is listed twice and is used once; write each domain once.");
        }
    }

    public ImmutableArray<string> ToImmutable() => elements.ToImmutable();
}
