using HeadlessDiscovery.Testing.Faults;
using HeadlessDiscovery.Testing.Wire;

namespace HeadlessDiscovery.Testing;

/// <content>Faults that are a response code.</content>
public sealed partial class DnsFaults
{
    /// <summary>SERVFAIL, as CoreDNS responds until it has loaded the cluster's data.</summary>
    /// <returns>The fault.</returns>
    public DnsFault ServFail() => Code(nameof(ServFail), Wire.ResponseCode.ServFail);

    /// <summary>REFUSED.</summary>
    /// <returns>The fault.</returns>
    public DnsFault Refuse() => Code(nameof(Refuse), Wire.ResponseCode.Refused);

    /// <summary>NOTIMP.</summary>
    /// <param name="onlyWithOpt">Whether only queries with an OPT record get this response, which has none.</param>
    /// <returns>The fault.</returns>
    public DnsFault NotImp(bool onlyWithOpt = false) => OptCode(nameof(NotImp), Wire.ResponseCode.NotImp, onlyWithOpt);

    /// <summary>FORMERR.</summary>
    /// <param name="onlyWithOpt">Whether only queries with an OPT record get this response, which has none, like servers that do not support EDNS.</param>
    /// <returns>The fault.</returns>
    public DnsFault FormErr(bool onlyWithOpt = false) => OptCode(nameof(FormErr), Wire.ResponseCode.FormErr, onlyWithOpt);

    /// <summary>Any response code, without records.</summary>
    /// <param name="code">0 to 4095; values above 15 are extended codes, see <see cref="ExtendedRcode"/>.</param>
    /// <returns>The fault.</returns>
    public DnsFault ResponseCode(int code) => Code(nameof(ResponseCode), code);

    /// <summary>A response code whose upper bits are in the OPT record, so the header alone may look like NOERROR.</summary>
    /// <param name="code">16 to 4095; 16 is BADVERS.</param>
    /// <returns>The fault.</returns>
    public DnsFault ExtendedRcode(int code) => Code(nameof(ExtendedRcode), code);

    /// <summary>NXDOMAIN with a SOA, as if the Service had no ready pods.</summary>
    /// <returns>The fault.</returns>
    public DnsFault NxDomain() => Set(nameof(NxDomain), (scene, r) => RecordFaults.Empty(scene, r, Wire.ResponseCode.NxDomain));

    /// <summary>NXDOMAIN as sent by a server other than CoreDNS.</summary>
    /// <param name="proof">Its SOA and flags.</param>
    /// <returns>The fault.</returns>
    public DnsFault NxDomain(DenialProof proof) => Denial(nameof(NxDomain), Wire.ResponseCode.NxDomain, proof);

    /// <summary>NOERROR without records, with a SOA.</summary>
    /// <returns>The fault.</returns>
    public DnsFault NoData() => Set(nameof(NoData), (scene, r) => RecordFaults.Empty(scene, r, Wire.ResponseCode.NoError));

    /// <summary>NOERROR without records, as sent by a server other than CoreDNS.</summary>
    /// <param name="proof">Its SOA and flags; <see cref="DenialProof.None"/> is what smartdns turns a truncated answer into.</param>
    /// <returns>The fault.</returns>
    public DnsFault NoData(DenialProof proof) => Denial(nameof(NoData), Wire.ResponseCode.NoError, proof);

    /// <summary>NOERROR without records that refers to the name server of a zone: no SOA, AA=0, RA=0.</summary>
    /// <param name="zone">The zone; <see langword="null"/> for the cluster zone.</param>
    /// <returns>The fault.</returns>
    public DnsFault Referral(string? zone = null) => Set(new FaultEffect(nameof(Referral)) { Message = (scene, r) => RecordFaults.Referral(scene, r, zone), IsBlind = true });

    /// <summary>NOERROR without records or anything else: AA=0, RA=0, no SOA, no OPT.</summary>
    /// <returns>The fault.</returns>
    public DnsFault Lame() => Set(nameof(Lame), (_, r) => RecordFaults.Lame(r));

    private DnsFault Denial(string name, int code, DenialProof proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        return Set(new FaultEffect(name) { Message = (scene, r) => RecordFaults.Denial(scene, r, code, proof), IsBlind = true });
    }

    private DnsFault Code(string name, int code)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(code);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(code, 4095);
        return Set(new FaultEffect(name) { Message = (_, r) => RecordFaults.Bare(r, code), IsBlind = true });
    }

    private DnsFault OptCode(string name, int code, bool onlyWithOpt) => Set(new FaultEffect(name)
    {
        Message = (_, r) => RecordFaults.Bare(r, code, withoutOpt: onlyWithOpt),
        IsBlind = true,
        Matches = q => !onlyWithOpt || q.EdnsSize is not null,
    });
}
