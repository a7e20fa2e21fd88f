using System.Diagnostics.CodeAnalysis;
using HeadlessDiscovery.Testing.Faults;
using HeadlessDiscovery.Testing.State;
using HeadlessDiscovery.Testing.Wire;

namespace HeadlessDiscovery.Testing;

/// <content>Answers with malformed or missing records.</content>
public sealed partial class DnsFaults
{
    /// <summary>Random bytes after the correct id.</summary>
    /// <returns>The fault.</returns>
    public DnsFault Garbage() => Set(new FaultEffect(nameof(Garbage)) { Bytes = (_, bytes) => ByteFaults.Garbage(bytes) });

    /// <summary>Eleven bytes with the correct id: shorter than a header.</summary>
    /// <returns>The fault.</returns>
    [SuppressMessage("Naming", "CA1720", Justification = "It describes the answer, not a type.")]
    public DnsFault Short() => Set(new FaultEffect(nameof(Short)) { Bytes = (_, bytes) => ByteFaults.Short(bytes) });

    /// <summary>The first record has three bytes of data.</summary>
    /// <returns>The fault.</returns>
    public DnsFault BadRecordLength() => Set(nameof(BadRecordLength), RecordFaults.BadLength);

    /// <summary>Only a part of the records, in an answer that looks complete, as CoreDNS sends it when it has read only some of the slices.</summary>
    /// <param name="fraction">The part, 0 to 1, rounded up.</param>
    /// <returns>The fault.</returns>
    public DnsFault Partial(double fraction)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fraction);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fraction, 1);
        return Set(nameof(Partial), (_, r) => RecordFaults.Partial(r, fraction));
    }

    /// <summary>Changes the TTL of the answer's records.</summary>
    /// <param name="ttl">In whole seconds.</param>
    /// <returns>The fault.</returns>
    public DnsFault Ttl(TimeSpan ttl) => Ttl(ClusterState.Seconds(ttl));

    /// <summary>Changes the TTL of the answer's records to a raw value.</summary>
    /// <param name="seconds">Any 32 bits, such as 0x80000000.</param>
    /// <returns>The fault.</returns>
    public DnsFault Ttl(uint seconds) => Set(nameof(Ttl), (_, r) => RecordFaults.Ttl(r, seconds));

    /// <summary>Changes the negative TTL: the SOA's TTL and its minimum. Positive answers are unchanged.</summary>
    /// <param name="ttl">In whole seconds.</param>
    /// <returns>The fault.</returns>
    public DnsFault NegativeTtl(TimeSpan ttl) => Set(nameof(NegativeTtl), (_, r) => RecordFaults.NegativeTtl(r, ClusterState.Seconds(ttl)));

    /// <summary>An alias that points back to the name.</summary>
    /// <returns>The fault.</returns>
    public DnsFault CnameLoop() => Set(nameof(CnameLoop), AliasFaults.Loop);

    /// <summary>An alias without the records that it points to, as sent by gdnsd and by every authoritative server whose alias points outside its zones.</summary>
    /// <param name="target">The fully qualified target of the alias. Queries for the target itself are answered normally, which may be a negative answer.
    /// <see langword="null"/> keeps only the aliases of each normal answer, and leaves an answer without an alias unchanged.</param>
    /// <returns>The fault.</returns>
    public DnsFault CnameAlone(string? target = null)
    {
        var key = target is null ? null : NameText.Normal(target);
        return Set(new FaultEffect(nameof(CnameAlone))
        {
            Message = (scene, r) => AliasFaults.Alone(scene, r, key),
            Matches = q => NameText.Normal(q.Name) != key,
        });
    }

    /// <summary>AAAA records derived from the A records (DNS64, 64:ff9b::/96), if a name has no AAAA record of its own.</summary>
    /// <returns>The fault.</returns>
    public DnsFault Dns64() => Set(new FaultEffect(nameof(Dns64)) { Message = AddressFaults.Dns64, Matches = static q => q.Type == "AAAA" });

    /// <summary>The correct records, at the end of a chain of aliases.</summary>
    /// <param name="links">The number of aliases.</param>
    /// <returns>The fault.</returns>
    public DnsFault CnameChain(int links)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(links, 1);
        return Set(nameof(CnameChain), (scene, r) => AliasFaults.Chain(scene, r, links));
    }
}
