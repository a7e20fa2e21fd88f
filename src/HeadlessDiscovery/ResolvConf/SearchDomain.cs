using System.Diagnostics.CodeAnalysis;

namespace HeadlessDiscovery.ResolvConf;

/// <summary>One element of a search list, without its trailing dot; "." stands for the unqualified name.</summary>
internal static class SearchDomain
{
    public const string Root = ".";

    /// <summary>Reads an element; where it cannot be used, <paramref name="problem"/> is the rest of a sentence that starts with it.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, [NotNullWhen(true)] out string? domain, [NotNullWhen(false)] out string? problem)
    {
        if (text is Root)
        {
            domain = Root;
            problem = null;
            return true;
        }

        var bare = ServiceName.WithoutFinalDot(text);
        problem = DomainLabels.Problem(bare);
        domain = problem is null ? bare.ToString() : null;
        return domain is not null;
    }
}
