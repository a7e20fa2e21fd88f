using System.Net;
using HeadlessDiscovery.Testing.Faults;

namespace HeadlessDiscovery.Testing;

/// <content>Answers that a client must not believe.</content>
public sealed partial class DnsFaults
{
    /// <summary>The answer has another id than the question.</summary>
    /// <param name="thenRight">Whether the right answer follows at once, over UDP.</param>
    /// <returns>The fault.</returns>
    public DnsFault WrongId(bool thenRight = false) => Set(thenRight
        ? new FaultEffect(nameof(WrongId)) { OverUdp = new Delivery { Before = ByteFaults.WrongId }, Matches = IsUdp }
        : new FaultEffect(nameof(WrongId)) { Bytes = (_, bytes) => ByteFaults.WrongId(bytes) });

    /// <summary>The answer is to another name, which owns the records too.</summary>
    /// <returns>The fault.</returns>
    public DnsFault WrongQuestion() => Set(nameof(WrongQuestion), (_, r) => RecordFaults.WrongQuestion(r));

    /// <summary>The right answer over UDP, from another port than was asked.</summary>
    /// <returns>The fault.</returns>
    public DnsFault WrongSource() => Set(new FaultEffect(nameof(WrongSource))
    {
        OverUdp = new Delivery { FromAnotherPort = true },
        Matches = IsUdp,
    });

    /// <summary>The only record has an owner that was not asked for.</summary>
    /// <param name="address">The record's address.</param>
    /// <returns>The fault.</returns>
    public DnsFault WrongOwner(IPAddress address) => Set(nameof(WrongOwner), (scene, r) => AddressFaults.WrongOwner(scene, r, address));

    /// <summary>The question comes back as it was sent: QR=0, no records.</summary>
    /// <returns>The fault.</returns>
    public DnsFault Echo() => Set(new FaultEffect(nameof(Echo)) { Bytes = (scene, _) => scene.Asked.ToArray() });

    /// <summary>An address that no pod has, in an answer that looks right.</summary>
    /// <param name="address">The address; a question for the other family is answered honestly.</param>
    /// <param name="only">Whether it is the only one.</param>
    /// <returns>The fault.</returns>
    public DnsFault Lie(IPAddress address, bool only = false) => Set(nameof(Lie), (scene, r) => AddressFaults.Lie(scene, r, address, only));

    /// <summary>NXDOMAIN that has an address all the same.</summary>
    /// <param name="address">The address.</param>
    /// <returns>The fault.</returns>
    public DnsFault NxDomainWithAnswers(IPAddress address) =>
        Set(nameof(NxDomainWithAnswers), (scene, r) => AddressFaults.NxDomainWithAnswers(scene, r, address));
}
