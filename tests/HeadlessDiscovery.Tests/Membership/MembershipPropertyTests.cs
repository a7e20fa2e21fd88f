using CsCheck;

namespace HeadlessDiscovery.Tests.Membership;

/// <summary>What holds for every sequence of answers.</summary>
public sealed class MembershipPropertyTests
{
    private static readonly Gen<(int Kind, int Mask, int Ttl, int Wait)[]> Stories =
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 255], Gen.Int[0, 30], Gen.Int[0, 20]).Array[1, 60];

    [Fact]
    public void A_peer_leaves_only_after_three_complete_answers_in_a_row_without_it_and_versions_only_grow() => Stories.Sample(story =>
    {
        var rules = new Rules(self: "10.0.0.1");
        var missed = new int[8];
        foreach (var (kind, mask, ttl, wait) in story)
        {
            var before = rules.Now;
            rules.Wait(wait);
            if (kind == 0)
            {
                rules.Unknown();
            }
            else
            {
                for (var i = 0; i < 8; i++)
                {
                    missed[i] = (mask & (1 << i)) == 0 ? missed[i] + 1 : 0;
                }

                _ = mask == 0 ? rules.Empty(ttl) : rules.Found(Named(mask), ttl);
            }

            var gone = before.Members.Except(rules.Now.Members);
            Assert.True(kind != 0 || !gone.Any(), "Unknown removed a peer");
            Assert.All(gone, peer => Assert.True(missed[peer.Address.GetAddressBytes()[3] - 1] >= 3));
            Assert.InRange(rules.Now.Version, before.Version, before.Version + 1);
            Assert.Equal(rules.Now.Order(), rules.Now);
            Assert.All(rules.Now.Held, held => Assert.Contains(held, rules.Now));
        }
    }, iter: 2000, threads: 1);

    [Fact]
    public void Every_hold_ends_once_the_answers_agree() => Stories.Sample(story =>
    {
        var rules = new Rules();
        foreach (var (kind, mask, ttl, wait) in story)
        {
            rules.Wait(wait);
            _ = kind == 0 ? rules.Unknown() : mask == 0 ? rules.Empty(ttl) : rules.Found(Named(mask), ttl);
        }

        // A peer that came and went needs up to sixteen statements.
        for (var i = 0; i < 17; i++)
        {
            rules.Wait(31).Found("10.0.0.3", 30);
        }

        Assert.Equal("10.0.0.3", rules.Peers);
        Assert.Empty(rules.Held);
    }, iter: 1000, threads: 1);

    private static string Named(int mask) =>
        string.Join(' ', Enumerable.Range(0, 8).Where(i => (mask & (1 << i)) != 0).Select(i => $"10.0.0.{i + 1}"));
}
