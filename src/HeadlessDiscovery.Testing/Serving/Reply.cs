using HeadlessDiscovery.Testing.Faults;

namespace HeadlessDiscovery.Testing.Serving;

/// <summary>The bytes to send, and how.</summary>
internal sealed record Reply(byte[] Bytes, Delivery Delivery);
