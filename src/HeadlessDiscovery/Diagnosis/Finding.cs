using System.Collections.Immutable;

namespace HeadlessDiscovery;

/// <summary>One explanation for the observed peers, with a stable code, which is the same on the command line, in the log, on the page and in health data.</summary>
/// <remarks>Immutable. HP1xx is about the machine, HP2xx about the query and its answer, HP3xx about the membership.</remarks>
public sealed class Finding
{
    /// <summary>The code, <c>HP</c> and three digits, for example <c>HP311</c>; it is never reused.</summary>
    public required string Code { get; init; }

    /// <summary>The severity. Default: <see cref="FindingSeverity.Info"/>.</summary>
    public FindingSeverity Severity { get; init; }

    /// <summary>What was found: one sentence without its full stop.</summary>
    public required string Title { get; init; }

    /// <summary>The evidence, one line each; may be empty, never default.</summary>
    public ImmutableArray<string> Evidence { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The cause or the consequence, in whole sentences.</summary>
    public required string Why { get; init; }

    /// <summary>What to change, in one or more lines, as text to copy if possible; <see langword="null"/> if there is nothing to do.</summary>
    public string? Fix { get; init; }

    /// <summary>Commands that show more, one line each; may be empty, never default.</summary>
    public ImmutableArray<string> Look { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Where the code is explained, for example <c>docs/doctor.md#hp311</c>.</summary>
    public required string Doc { get; init; }

    /// <summary>The confidence. Default: <see cref="FindingConfidence.Possible"/>.</summary>
    public FindingConfidence Confidence { get; init; }

    /// <summary>Code, title and reason, as one line for logs.</summary>
    /// <returns>For example <c>HP202 the name server failed (SERVFAIL). This says nothing about your peers.</c>.</returns>
    public override string ToString() => $"{Code} {Title}. {Why}";
}

/// <summary>The confidence of a <see cref="Finding"/>.</summary>
public enum FindingConfidence
{
    /// <summary>One of several possible explanations.</summary>
    Possible = 0,

    /// <summary>The evidence fits this explanation and few others.</summary>
    Likely,

    /// <summary>It was observed.</summary>
    Certain,
}

/// <summary>The severity of a <see cref="Finding"/>.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing; nothing to do.</summary>
    Info = 0,

    /// <summary>May cause a failure, or hides one.</summary>
    Warning,

    /// <summary>Peers are missing, wrong or unknown because of it.</summary>
    Error,
}
