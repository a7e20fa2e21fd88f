using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery;

/// <summary>Something about an answer, told once: as one sentence, and as what a finding is made of.</summary>
internal sealed record LookupNote(LookupNoteKind Kind, string Text)
{
    private const int Named = 8;

    /// <summary>What it is about: a fully qualified name, or addresses.</summary>
    public string About { get; init; } = string.Empty;

    /// <summary>What is said of it: the name that an alias leads to, the name of a port.</summary>
    public string Value { get; init; } = string.Empty;

    /// <summary>What makes it another note than one that was told already: its kind and its name, never a text or a value that each lookup may change.</summary>
    public string Identity { get => field ?? $"{Kind} {About}"; init; }

    /// <summary>The note on addresses that no peer can have; none where there are none.</summary>
    public static ImmutableArray<LookupNote> OnLeftOut(ImmutableArray<IPAddress> addresses) => addresses.IsEmpty
        ? []
        : [new LookupNote(LookupNoteKind.AddressesLeftOut, $"The answer lists {Names(addresses)}, which no peer can have; skipped.") { About = Names(addresses), Identity = $"{LookupNoteKind.AddressesLeftOut}" }];

    /// <summary>The note on a denial that nothing proves.</summary>
    public static LookupNote OnUnprovenDenial(string service) => new(
        LookupNoteKind.UnprovenDenial,
        $"No records for '{service}', and no SOA record that proves it (RFC 2308 §2.2): the server may have lost them on the way.") { About = service };

    /// <summary>The note on a server that denies the names of a cluster zone from above it.</summary>
    public static ImmutableArray<LookupNote> OnLostZone(string zone) =>
    [
        new LookupNote(
            LookupNoteKind.ZoneLost,
            $"The name server does not have the zone {zone}: it denies names of it, and does not return kubernetes.default.svc.{zone}, which exists in every cluster. Its negative answers are rejected.") { About = zone },
    ];

    /// <summary>The note on answers that list a peer and lack it, again and again.</summary>
    public static LookupNote OnDisagreement(string name) => new(
        LookupNoteKind.ServersDisagree,
        $"Answers for {name} disagree: peers are missing from some of them and back in others, again and again. Removals need more answers until that ends.") { About = name };

    // In one order, so that a shuffled answer is the same sentence.
    private static string Names(ImmutableArray<IPAddress> addresses)
    {
        var names = addresses.Distinct().Order(AddressOrder.Comparer).Select(address => address.ToString()).ToArray();
        return names.Length <= Named ? string.Join(", ", names) : $"{string.Join(", ", names.Take(Named))} and {names.Length - Named} more";
    }
}

/// <summary>What may be worth knowing about an answer.</summary>
internal enum LookupNoteKind
{
    AddressesLeftOut,
    NoSuchPortName,
    ClusterIp,
    ExternalName,
    LeftOutAlias,
    SwarmVirtualAddress,
    NoCandidate,
    PipelineGaveUp,
    UnprovenDenial,
    ZoneLost,
    ServersDisagree,
    PodName,
}
