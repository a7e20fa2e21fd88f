using System.Collections.Immutable;

namespace HeadlessDiscovery.Tool.Commands.Doctor;

/// <summary>What an examination found out.</summary>
/// <param name="Told">The lookup as the library does it.</param>
/// <param name="Evidence">What else was asked.</param>
/// <param name="Candidates">Each candidate by itself, with --all.</param>
/// <param name="Duration">How long all of it took.</param>
internal sealed record Examined(LookupExplanation Told, DiagnosisEvidence Evidence, ImmutableArray<LookupExplanation> Candidates, TimeSpan Duration)
{
    /// <summary>The peers without self; null where nothing is known.</summary>
    public int? Seen => Told.Outcome == LookupOutcome.Unknown ? null : OthersOf(Told);

    /// <summary>This pod's address that the answer names; null where it names none.</summary>
    public string? Self => Told.Self != SelfPresence.Present
        ? null
        : (Told.OwnAddresses.FirstOrDefault(own => Told.Effect.Current.Members.Any(member => member.Address.Equals(own.Address))) ?? Told.OwnAddresses.FirstOrDefault())?.Address.ToString();

    /// <summary>Where <see cref="Self"/> comes from. POD_IP comes first; an address of the other family was added from the interfaces.</summary>
    public string SelfSource => Told.OwnSource.Split(',') is [var variable, _] && Told.OwnAddresses is [var first, ..]
        ? System.Net.IPAddress.TryParse(Self, out var self) && self.AddressFamily != first.Address.AddressFamily ? "interfaces" : variable
        : Told.OwnSource;

    /// <summary>How many answers were verified, this lookup's own among them.</summary>
    public int Verified => Evidence.Samples.Concat(Evidence.Later).Append(Told).Count(IsVerified);

    public IEnumerable<LookupQuestion> Asked =>
        new[] { Told }.Concat(Evidence.Samples).Concat(Evidence.Later).Concat(Evidence.OtherFamily is { } other ? [other] : []).Concat(Candidates).SelectMany(explanation => explanation.Asked);

    /// <summary>Whether a server that may answer did so.</summary>
    public static bool IsVerified(LookupExplanation explanation) => explanation.Outcome is LookupOutcome.Found or LookupOutcome.Empty;

    /// <summary>The peers of a lookup without self, which --include-self lists too.</summary>
    public static int OthersOf(LookupExplanation explanation) => explanation.Peers.Count(peer => !explanation.OwnAddresses.Any(own =>
        own.Address.Equals(peer.Address) && (own.Port is null || peer.Port is null || own.Port == peer.Port)));
}
