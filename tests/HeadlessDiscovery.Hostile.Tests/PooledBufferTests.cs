using System.Buffers;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Transport;

namespace HeadlessDiscovery.Hostile.Tests;

public sealed class PooledBufferTests
{
    [Fact]
    public async Task What_the_application_left_in_a_pooled_buffer_is_read_by_no_answer()
    {
        using var net = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        net.CancelAfter(TimeSpan.FromSeconds(30));
        await using var server = new RawServer((asked, _) => Wire.Answer(asked, [Wire.Record(Wire.Asked, 33, [0, 0, 0, 0, 1, 187, 0xC8, 0x00])]));

        // A target that points at octet 2048, where an answer of 90 octets has none: in the pool it is a label "secret".
        var transport = new DnsClientTransport();
        var buffer = ArrayPool<byte>.Shared.Rent(4096);
        byte[] secret = [6, .. "secret"u8, 0];
        secret.CopyTo(buffer, 2048);
        ArrayPool<byte>.Shared.Return(buffer);
        var exchange = await transport.ExchangeAsync(new DnsQuestion("_https._tcp." + Wire.Web, DnsRecordType.Srv), server.EndPoint, new DnsExchangeOptions(Tcp: false, Edns: true), net.Token);

        Assert.Equal(".", exchange.Message!.Record(DnsSection.Answer, 0).Target);
    }
}
