using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Fuzz.Fuzzing;
using HeadlessDiscovery.Fuzz.Wire;

namespace HeadlessDiscovery.Fuzz.Targets;

/// <summary>An input for the targets that read answers: the first byte chooses the question, the rest is the message.</summary>
internal static class AnswerInput
{
    public const string Name = "web.shop.svc.cluster.local.";
    public const string Service = "_http._tcp.web.shop.svc.cluster.local.";

    private static readonly byte[] WebName = [3, .. "web"u8, 4, .. "shop"u8, 3, .. "svc"u8, 7, .. "cluster"u8, 5, .. "local"u8, 0];

    public static IReadOnlyList<byte[]> Tokens { get; } =
    [
        WebName,
        [4, .. "evil"u8, 7, .. "example"u8, 0],
        [0xC0, 12], [0xC0, 0], [0xFF, 0xFF], [0xC0, 0xC0], [0xCF, 0xF0], [0x40, 12], [0x80, 12], [0],
        [0, 1, 0, 1], [0, 28, 0, 1], [0, 5, 0, 1], [0, 33, 0, 1], [0, 6, 0, 1], [0, 1, 0, 3],
        [0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 5, 0, 4, 10, 1, 0, 3],
        [0xC0, 12, 0, 28, 0, 1, 0, 0, 0, 5, 0, 16, 0xFD, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9],
        [0xC0, 12, 0, 5, 0, 1, 0, 0, 0, 5, 0, 2, 0xC0, 16],
        [0, 0, 41, 4, 0xD0, 0, 0, 0, 0, 0, 0],
        [0, 0, 41, 4, 0xD0, 1, 0, 0, 0, 0, 0],
        [0, 0, 0, 0], [255, 255, 255, 255], [127, 0, 0, 1], [224, 0, 0, 1],
        [0x84, 0x00], [0x85, 0x80], [0x84, 0x03], [0x86, 0x00],
        [0, 1, 0, 1, 0, 0, 0, 0], [0, 1, 0, 2, 0, 0, 0, 1],
    ];

    public static DnsQuestion Question(byte[] input) => (input.Length == 0 ? 0 : input[0] % 3) switch
    {
        0 => new(Name, DnsRecordType.A),
        1 => new(Name, DnsRecordType.Aaaa),
        _ => new(Service, DnsRecordType.Srv),
    };

    /// <summary>Three of four messages get the id of their query, else little behind it would ever be reached.</summary>
    public static byte[] Message(byte[] input, ReadOnlySpan<byte> id)
    {
        byte[] message = input.Length == 0 ? [] : input[1..];
        if (input.Length > 0 && input[0] / 3 % 4 != 3)
        {
            id[..Math.Min(2, message.Length)].CopyTo(message);
        }

        return message;
    }

    public static Verdict Judge(DnsQuestion question, byte[] message, VerifiedAnswer answer) => new(
        HashCode.Combine(answer.Reason, Math.Min(answer.RecordCount, 5), Math.Min(answer.LeftOut.Length, 3), answer.Canonical is null, question.Type, answer.Ttl is null),
        AnswerOracle.Lie(question, message, answer));
}
