using HeadlessDiscovery.Tool.Commands;
using HeadlessDiscovery.Tool.Commands.Doctor;
using Spectre.Console;

namespace HeadlessDiscovery.Tool.Output.Table;

/// <summary>A diagnosis for people: the verdict first, then why, then what was looked at.</summary>
internal static class DoctorTable
{
    // A service may have thousands of pods, and a terminal has not.
    private const int MostEvidence = 20;
    private const int TextColumn = 11;
    private const int CheckColumn = 22;

    public static void Write(Invocation invocation, DoctorReport report)
    {
        foreach (var line in Wrapped.Lines(invocation.Words.Verdict(report), Wrapped.Widest(invocation.Console)))
        {
            invocation.Line(line, new Style(Color(report.Verdict)));
        }

        Findings(invocation, report);
        if (invocation.Presentation.Quiet)
        {
            return;
        }

        Checks(invocation, report);
        if (invocation.Presentation.Verbose)
        {
            ResolveTable.Trace(invocation, report.Examined.Asked, report.Examined.Told.Plan);
        }

        invocation.Line();
        invocation.Line(invocation.Words.DoctorEnd(report), new Style(decoration: Decoration.Dim));
    }

    private static void Findings(Invocation invocation, DoctorReport report)
    {
        if (report.Findings.IsEmpty)
        {
            return;
        }

        invocation.Line();
        invocation.Line(invocation.Words.WhyTitle, new Style(decoration: Decoration.Bold));
        for (var i = 0; i < report.Findings.Length; i++)
        {
            if (i > 0)
            {
                invocation.Line();
            }

            One(invocation, report.Findings[i]);
        }
    }

    private static void One(Invocation invocation, Finding finding)
    {
        var words = invocation.Words;
        var width = Wrapped.Widest(invocation.Console) - TextColumn;
        var first = true;
        foreach (var line in Wrapped.Lines(finding.Title, width))
        {
            invocation.Line(first ? $"  {Mark(finding.Severity)} {finding.Code}  {line}" : $"{Blank(TextColumn)}{line}", new Style(Color(finding.Severity)));
            first = false;
        }

        var shown = invocation.Presentation.Verbose || finding.Evidence.Length <= MostEvidence
            ? finding.Evidence
            : [.. finding.Evidence.Take(MostEvidence - 1), words.MoreEvidence(finding.Evidence.Length - MostEvidence + 1)];
        foreach (var line in shown.SelectMany(evidence => Wrapped.Lines(evidence, width)))
        {
            invocation.Line(Blank(TextColumn) + line);
        }

        if (invocation.Presentation.Quiet)
        {
            return;
        }

        var sure = finding.Confidence == FindingConfidence.Certain ? string.Empty : $" ({words.Confidence(finding.Confidence)})";
        foreach (var line in Wrapped.Lines(finding.Why + sure, width))
        {
            invocation.Line(Blank(TextColumn) + line);
        }

        foreach (var look in finding.Look)
        {
            Command(invocation, words.Look, look);
        }

        if (finding.Fix is { } fix)
        {
            var label = words.Fix;
            foreach (var line in fix.Split('\n'))
            {
                Command(invocation, label, line);
                label = string.Empty;
            }
        }

        Command(invocation, words.More, $"{HelpText.Program} explain {finding.Code}");
    }

    private static void Checks(Invocation invocation, DoctorReport report)
    {
        invocation.Line();
        invocation.Line(invocation.Words.CheckedTitle, new Style(decoration: Decoration.Bold));
        foreach (var check in DoctorChecks.Of(report, invocation.Words))
        {
            var start = $"  {Mark(check.Status)}  {check.Name}";
            foreach (var line in Wrapped.Lines(check.Detail, Wrapped.Widest(invocation.Console) - CheckColumn))
            {
                invocation.Line(Cells.Pad(start, CheckColumn) + line);
                start = string.Empty;
            }
        }
    }

    // Never broken into lines: it is there to be copied.
    private static void Command(Invocation invocation, string label, string text) =>
        invocation.Console.Profile.Out.Writer.WriteLine(Terminal.Fit($"      {Cells.Pad(label, 5)} {text}", invocation.Host.Encoding));

    private static string Mark(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => "x",
        FindingSeverity.Warning => "!",
        _ => "i",
    };

    private static string Mark(string status) => status switch
    {
        "ok" => "ok",
        "error" => "x ",
        "warning" => "! ",
        "info" => "i ",
        _ => "--",
    };

    private static Color Color(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => Spectre.Console.Color.Red,
        FindingSeverity.Warning => Spectre.Console.Color.Yellow,
        _ => Spectre.Console.Color.Default,
    };

    private static Color Color(DoctorVerdict verdict) => verdict switch
    {
        DoctorVerdict.Ok => Spectre.Console.Color.Green,
        DoctorVerdict.Warning => Spectre.Console.Color.Yellow,
        _ => Spectre.Console.Color.Red,
    };

    private static string Blank(int width) => new(' ', width);
}
