using System.ComponentModel.DataAnnotations;

namespace PeerCache.Backplane;

/// <summary>How pods tell each other what is out of date. Bound from the section <c>PeerBackplane</c>.</summary>
internal sealed class PeerBackplaneOptions
{
    private const string HeaderText = "[!-~][ -~]{14,}[!-~]";

    /// <summary>What every pod must show to invalidate anything. There is no default: without it the application does not start.</summary>
    [Required, RegularExpression(HeaderText, ErrorMessage = "Secret must have at least 16 printable ASCII characters, for it is a header.")]
    public string Secret { get; set; } = string.Empty;

    /// <summary>While the secret changes: the other one, which is accepted too, and never shown. Empty for none.</summary>
    [RegularExpression(HeaderText, ErrorMessage = "AlsoAccepted must have at least 16 printable ASCII characters, or be empty.")]
    public string AlsoAccepted { get; set; } = string.Empty;

    /// <summary>How long a pod that is new in DNS may have cached unnoticed. Twice the time in which DNS names a new pod, or more.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ReplayWindow { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How many keys are remembered for one peer. Beyond that it is told to forget everything instead.</summary>
    [Range(1, 1_000_000)]
    public int MaxPending { get; set; } = 10_000;

    /// <summary>How long a peer may take to answer before it is asked again.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest pause between two tries; the first is a sixteenth of it.</summary>
    [Range(typeof(TimeSpan), "00:00:00.016", "00:01:00")]
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the end of this pod waits for peers that have not been told everything.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:20")]
    public TimeSpan FlushTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
