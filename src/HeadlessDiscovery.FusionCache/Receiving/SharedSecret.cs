using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.FusionCache;

/// <summary>Checks the configured secret, which is required for every request.</summary>
internal sealed class SharedSecret(IOptions<PeerBackplaneOptions> options)
{
    public const string Header = "X-Peer-Secret";

    private readonly byte[] expected = Hash(options.Value.Secret);
    private readonly byte[] other = Hash(options.Value.AlsoAccepted is { Length: > 0 } secret ? secret : options.Value.Secret);

    /// <summary>Takes the same time for every wrong secret. The hashes have the same length, so the time does not reveal the length either.</summary>
    public bool IsShownBy(HttpRequest request) =>
        request.Headers[Header] is [{ } shown] && IsEither(Hash(shown));

    // Both are compared always: | and not ||.
    private bool IsEither(byte[] hash) => CryptographicOperations.FixedTimeEquals(hash, expected) | CryptographicOperations.FixedTimeEquals(hash, other);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
