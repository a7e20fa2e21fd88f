using System.Collections.Immutable;

namespace HeadlessDiscovery.ResolvConf;

/// <summary>Collects diagnostics in the order of the file, and stops listing them where a hostile file has no end of them.</summary>
internal sealed class DiagnosticList
{
    private const int MaxListed = 64;

    private readonly ImmutableArray<ConfigurationDiagnostic>.Builder listed = ImmutableArray.CreateBuilder<ConfigurationDiagnostic>();
    private int unlisted;

    public void Add(int line, string message, ConfigurationDiagnosticKind kind = ConfigurationDiagnosticKind.Ignored)
    {
        if (listed.Count < MaxListed)
        {
            listed.Add(new(line, message) { Kind = kind });
        }
        else
        {
            unlisted++;
        }
    }

    public ImmutableArray<ConfigurationDiagnostic> ToImmutable(params ReadOnlySpan<ConfigurationDiagnostic> last)
    {
        if (unlisted > 0)
        {
            listed.Add(new(0, $"{unlisted} more problems are not listed; correct those listed first."));
            unlisted = 0;
        }

        listed.AddRange(last);
        return listed.ToImmutable();
    }
}
