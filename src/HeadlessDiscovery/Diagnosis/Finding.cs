using System.Collections.Immutable;

namespace HeadlessDiscovery;

/// <summary>One thing that explains the peers that are seen, with a stable code: the same in the command line, the log, the page and health data.</summary>
/// <remarks>Immutable. HP1xx is about the machine, HP2xx about the question and its answer, HP3xx about the membership.</remarks>
public sealed class Finding
{
    /// <summary>The code, <c>HP</c> and three digits, for example <c>HP311</c>; never given to anything else.</summary>
    public required string Code { get; init; }

    /// <summary>How much it matters. The default is <see cref="FindingSeverity.Info"/>.</summary>
    public FindingSeverity Severity { get; init; }

    /// <summary>One sentence without its final stop: what is so.</summary>
    public required string Title { get; init; }

    /// <summary>What was seen, a line each; may be empty, never default.</summary>
    public ImmutableArray<string> Evidence { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Why it is so, or what it leads to: whole sentences.</summary>
    public required string Why { get; init; }

    /// <summary>What to change, as text to copy where possible, in one or more lines; <see langword="null"/> where there is nothing to do.</summary>
    public string? Fix { get; init; }

    /// <summary>Commands that show more, a line each; may be empty, never default.</summary>
    public ImmutableArray<string> Look { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Where the code is explained, for example <c>docs/doctor.md#hp311</c>.</summary>
    public required string Doc { get; init; }

    /// <summary>How sure it is. The default is <see cref="FindingConfidence.Possible"/>.</summary>
    public FindingConfidence Confidence { get; init; }

    /// <summary>Code, title and reason: the line that a log shows.</summary>
    /// <returns>For example <c>HP202 the name server failed (SERVFAIL). This says nothing about your peers.</c>.</returns>
    public override string ToString() => $"{Code} {Title}. {Why}";
}

/// <summary>How sure a <see cref="Finding"/> is: a guess is never dressed as a fact.</summary>
public enum FindingConfidence
{
    /// <summary>One explanation among several.</summary>
    Possible = 0,

    /// <summary>What was seen fits this and little else.</summary>
    Likely,

    /// <summary>It was seen.</summary>
    Certain,
}

/// <summary>How much a <see cref="Finding"/> matters.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing; nothing to do.</summary>
    Info = 0,

    /// <summary>May become a fault, or hides one.</summary>
    Warning,

    /// <summary>Peers are missing, wrong or not known because of it.</summary>
    Error,
}
