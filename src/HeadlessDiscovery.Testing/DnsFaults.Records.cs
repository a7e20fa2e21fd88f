using System.Diagnostics.CodeAnalysis;
using HeadlessDiscovery.Testing.Faults;
using HeadlessDiscovery.Testing.State;
using HeadlessDiscovery.Testing.Wire;

namespace HeadlessDiscovery.Testing;

/// <content>Answers with bent or missing records.</content>
public sealed partial class DnsFaults
{
    /// <summary>Noise behind the right id.</summary>
    /// <returns>The fault.</returns>
    public DnsFault Garbage() => Set(new FaultEffect(nameof(Garbage)) { Bytes = (_, bytes) => ByteFaults.Garbage(bytes) });

    /// <summary>Eleven bytes with the right id: less than a header.</summary>
    /// <returns>The fault.</returns>
    [SuppressMessage("Naming", "CA1720", Justification = "Said of the answer, not of a type.")]
    public DnsFault Short() => Set(new FaultEffect(nameof(Short)) { Bytes = (_, bytes) => ByteFaults.Short(bytes) });

    /// <summary>The first record has three bytes of data.</summary>
    /// <returns>The fault.</returns>
    public DnsFault BadRecordLength() => Set(nameof(BadRecordLength), RecordFaults.BadLength);

    /// <summary>A part of the records, in an answer that looks complete: what a CoreDNS says that has read only some slices.</summary>
    /// <param name="fraction">Which part, 0 to 1, rounded up.</param>
    /// <returns>The fault.</returns>
    public DnsFault Partial(double fraction)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fraction);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fraction, 1);
        return Set(nameof(Partial), (_, r) => RecordFaults.Partial(r, fraction));
    }

    /// <summary>Another TTL of the answer's records.</summary>
    /// <param name="ttl">In whole seconds.</param>
    /// <returns>The fault.</returns>
    public DnsFault Ttl(TimeSpan ttl) => Ttl(ClusterState.Seconds(ttl));

    /// <summary>Another TTL of the answer's records, as it is on the wire.</summary>
    /// <param name="seconds">Any 32 bits, such as 0x80000000.</param>
    /// <returns>The fault.</returns>
    public DnsFault Ttl(uint seconds) => Set(nameof(Ttl), (_, r) => RecordFaults.Ttl(r, seconds));

    /// <summary>Another negative TTL: that of the SOA, and its minimum. A positive answer stays as it is.</summary>
    /// <param name="ttl">In whole seconds.</param>
    /// <returns>The fault.</returns>
    public DnsFault NegativeTtl(TimeSpan ttl) => Set(nameof(NegativeTtl), (_, r) => RecordFaults.NegativeTtl(r, ClusterState.Seconds(ttl)));

    /// <summary>An alias that leads back to the name.</summary>
    /// <returns>The fault.</returns>
    public DnsFault CnameLoop() => Set(nameof(CnameLoop), AliasFaults.Loop);

    /// <summary>An alias without the records that it leads to, as gdnsd answers, and every authority whose alias leads out of its zones.</summary>
    /// <param name="target">The whole name that a name then stands for. A question for the target itself is answered honestly, which may be a negative answer.
    /// <see langword="null"/> leaves of each honest answer the aliases that it has, and one without an alias as it is.</param>
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

    /// <summary>AAAA records made from the A records (DNS64, 64:ff9b::/96), where a name has no AAAA record of its own.</summary>
    /// <returns>The fault.</returns>
    public DnsFault Dns64() => Set(new FaultEffect(nameof(Dns64)) { Message = AddressFaults.Dns64, Matches = static q => q.Type == "AAAA" });

    /// <summary>The right records, at the end of a chain of aliases.</summary>
    /// <param name="links">How many.</param>
    /// <returns>The fault.</returns>
    public DnsFault CnameChain(int links)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(links, 1);
        return Set(nameof(CnameChain), (scene, r) => AliasFaults.Chain(scene, r, links));
    }
}
