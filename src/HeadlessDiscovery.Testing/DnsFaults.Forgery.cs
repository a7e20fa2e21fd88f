using System.Net;
using HeadlessDiscovery.Testing.Faults;

namespace HeadlessDiscovery.Testing;

/// <content>Answers that a client must reject.</content>
public sealed partial class DnsFaults
{
    /// <summary>An answer whose id differs from the query's.</summary>
    /// <param name="thenRight">Whether the correct answer follows immediately, over UDP.</param>
    /// <returns>The fault.</returns>
    public DnsFault WrongId(bool thenRight = false) => Set(thenRight
        ? new FaultEffect(nameof(WrongId)) { OverUdp = new Delivery { Before = ByteFaults.WrongId }, Matches = IsUdp }
        : new FaultEffect(nameof(WrongId)) { Bytes = (_, bytes) => ByteFaults.WrongId(bytes) });

    /// <summary>An answer for another name, which also owns the records.</summary>
    /// <returns>The fault.</returns>
    public DnsFault WrongQuestion() => Set(nameof(WrongQuestion), (_, r) => RecordFaults.WrongQuestion(r));

    /// <summary>The correct answer over UDP, sent from a port other than the one that was queried.</summary>
    /// <returns>The fault.</returns>
    public DnsFault WrongSource() => Set(new FaultEffect(nameof(WrongSource))
    {
        OverUdp = new Delivery { FromAnotherPort = true },
        Matches = IsUdp,
    });

    /// <summary>A single record whose owner was not queried.</summary>
    /// <param name="address">The record's address.</param>
    /// <returns>The fault.</returns>
    public DnsFault WrongOwner(IPAddress address) => Set(nameof(WrongOwner), (scene, r) => AddressFaults.WrongOwner(scene, r, address));

    /// <summary>The query echoed back: QR=0, no records.</summary>
    /// <returns>The fault.</returns>
    public DnsFault Echo() => Set(new FaultEffect(nameof(Echo)) { Bytes = (scene, _) => scene.Asked.ToArray() });

    /// <summary>An address that no pod has, in an otherwise valid answer.</summary>
    /// <param name="address">The address; queries for the other family are answered normally.</param>
    /// <param name="only">Whether the answer contains no other address.</param>
    /// <returns>The fault.</returns>
    public DnsFault Lie(IPAddress address, bool only = false) => Set(nameof(Lie), (scene, r) => AddressFaults.Lie(scene, r, address, only));

    /// <summary>NXDOMAIN that contains an address nevertheless.</summary>
    /// <param name="address">The address.</param>
    /// <returns>The fault.</returns>
    public DnsFault NxDomainWithAnswers(IPAddress address) =>
        Set(nameof(NxDomainWithAnswers), (scene, r) => AddressFaults.NxDomainWithAnswers(scene, r, address));
}
