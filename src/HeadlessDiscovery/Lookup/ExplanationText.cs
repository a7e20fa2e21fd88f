using System.Globalization;
using System.Text;

namespace HeadlessDiscovery;

/// <summary>A lookup as lines of plain text.</summary>
internal static class ExplanationText
{
    public static string Of(LookupExplanation explanation)
    {
        var text = new StringBuilder();
        Configuration(text, explanation.Plan);
        Candidates(text, explanation);
        Questions(text, explanation);
        Verdict(text, explanation);
        return text.ToString().TrimEnd('\n');
    }

    private static void Configuration(StringBuilder text, LookupPlan plan)
    {
        var configuration = plan.Configuration;
        Line(text, $"resolv.conf {configuration.Path ?? "not read"}: servers [{string.Join(' ', configuration.NameServers)}], search [{string.Join(' ', configuration.Search)}], ndots {configuration.Ndots}, timeout {configuration.Timeout.TotalSeconds} s, attempts {configuration.Attempts}");
        foreach (var diagnostic in configuration.Diagnostics)
        {
            Line(text, diagnostic.Line > 0 ? $"  line {diagnostic.Line}: {diagnostic.Message}" : $"  {diagnostic.Message}");
        }
    }

    private static void Candidates(StringBuilder text, LookupExplanation explanation)
    {
        foreach (var candidate in explanation.Plan.Candidates)
        {
            var asked = explanation.Asked.Any(question => question.Name.EndsWith(candidate, StringComparison.OrdinalIgnoreCase));
            Line(text, $"candidate {candidate}: {(asked ? "queried" : "not needed")}");
        }

        foreach (var skipped in explanation.Plan.Skipped)
        {
            Line(text, $"skipped {skipped.Name}: {skipped.Why}");
        }
    }

    private static void Questions(StringBuilder text, LookupExplanation explanation)
    {
        foreach (var question in explanation.Asked)
        {
            var flags = question.Flags.Length == 0 ? string.Empty : $" ({question.Flags})";
            var ttl = question.Ttl is { } value ? $", TTL {value.TotalSeconds} s" : string.Empty;
            Line(text, $"queried {question.Name} {question.Type} at {question.Server} over {question.Transport}: {question.Result}{flags}, {question.Records} records{ttl}, {question.Duration.TotalMilliseconds:0.0} ms");
        }
    }

    private static void Verdict(StringBuilder text, LookupExplanation explanation)
    {
        var reason = explanation.Reason.ToCode() is { } code ? $" ({code})" : string.Empty;
        Line(text, $"outcome {explanation.Outcome}{reason}: {explanation.Peers.Length} peers, self {explanation.Self}");
        if (explanation is { Outcome: LookupOutcome.Empty, IsStatic: false } && explanation.Plan.NotQueried.ToArray() is { Length: > 0 } names)
        {
            Line(text, $"not queried {string.Join(", ", names)}: the outcome does not cover {(names.Length == 1 ? "it" : "them")}; write a name with a trailing dot, or set RequireClusterSuffix = false");
        }

        foreach (var note in explanation.Notes)
        {
            Line(text, $"note {note}");
        }

        if (explanation.SecondOpinion is { } second)
        {
            Line(text, $"second opinion of {second.Name} at {second.Server}: {(second.Agrees ? "the same addresses" : $"{second.Ours.Length} addresses, and DnsClient read {second.Theirs.Length}")}");
        }

        Line(text, $"membership {explanation.Effect}, {explanation.Effect.Current.Held.Length} held");
    }

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
