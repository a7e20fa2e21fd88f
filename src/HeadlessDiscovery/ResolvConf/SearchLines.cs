using System.Collections.Immutable;

namespace HeadlessDiscovery.ResolvConf;

/// <summary>Collects the search list: the last line of <c>search</c> or <c>domain</c> wins as a whole.</summary>
internal sealed class SearchLines(DiagnosticList diagnostics)
{
    // Kubernetes (ExpandedDNSConfig): more make kubelet cut the list of a pod. glibc and Go have no limit.
    private const int UsualElements = 32;
    private const int UsualLength = 2048;

    private ImmutableArray<string> search = [];
    private int winningLine;

    public void Add(int line, string directive, ref ResolvConfTokens tokens)
    {
        if (!tokens.TryNext(out var first))
        {
            // Go empties the list here; glibc, and we, take the line for unfinished.
            diagnostics.Add(line, $"The directive '{directive}' has no value and is ignored; write a domain after it, such as shop.svc.cluster.local.");
            return;
        }

        if (winningLine > 0)
        {
            diagnostics.Add(line, $"The directive '{directive}' replaces the search list of line {winningLine}; write all domains on one 'search' line.");
        }

        winningLine = line;
        search = directive is "domain" ? ReadOne(line, first, ref tokens) : ReadAll(line, first, ref tokens);
    }

    public ImmutableArray<string> ToImmutable() => search;

    private ImmutableArray<string> ReadOne(int line, ReadOnlySpan<char> first, ref ResolvConfTokens tokens)
    {
        var list = new SearchElements(diagnostics, line);
        list.Add(first);
        if (tokens.TryNext(out var extra))
        {
            diagnostics.Add(line, $"The text {PrintableText.Quoted(extra)} after 'domain' is ignored; 'domain' takes one name, and 'search' takes several.");
        }

        return list.ToImmutable();
    }

    private ImmutableArray<string> ReadAll(int line, ReadOnlySpan<char> first, ref ResolvConfTokens tokens)
    {
        var list = new SearchElements(diagnostics, line);
        list.Add(first);
        while (tokens.TryNext(out var next))
        {
            list.Add(next);
        }

        var elements = list.ToImmutable();
        if (elements.Length > UsualElements)
        {
            diagnostics.Add(line, $"The search list has {elements.Length} domains and all are used; Kubernetes and other readers take at most {UsualElements}.");
        }

        if (elements.Sum(element => element.Length + 1) - 1 is var length and > UsualLength)
        {
            diagnostics.Add(line, $"The search list has {length} characters and all are used; Kubernetes and other readers take at most {UsualLength}.");
        }

        return elements;
    }
}
