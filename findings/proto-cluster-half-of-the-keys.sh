#!/usr/bin/env bash
# Proto.Cluster 1.8.0: of three pods, one owns half of all identities, whatever their addresses are.
#
# PartitionActivatorLookup places actors by the class RendezvousFast, whose documentation calls its distribution "just as
# good as Rendezvous". It scores a member by the exclusive or of the member's hash and the key's hash. The first bits in
# which the members differ then decide, so that a share is a power of one half for every set of keys: one of three members
# has half, one of ten has up to half. The addresses decide which one, so that each rolling update gives the half to
# another pod. Rendezvous, in the same package, is even to a few per cent.
set -euo pipefail
readonly version=1.8.0
command -v dotnet > /dev/null || { echo "This needs the .NET 10 SDK."; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
cat > owners.cs <<CS
#:package Proto.Cluster@$version
#:property PublishAot=false
CS
cat >> owners.cs <<'CS'
using Proto.Cluster;
using Proto.Cluster.Partition;
using Proto.Cluster.PartitionActivator;

var keys = Enumerable.Range(0, 20_000).Select(i => $"order-{i}").ToArray();

// Pods with addresses from anywhere in 10.244.0.0/16, again and again.
var random = new Random(1);
var three = Sets(3).Select(pods => Largest(Fast(pods))).ToArray();
var ten = Sets(10).Select(pods => Largest(Fast(pods))).ToArray();
var even = Sets(10).Select(pods => Largest(Even(pods))).ToArray();
Console.WriteLine($"100 sets of 3 pods, RendezvousFast:  the largest share is from {three.Min():P0} to {three.Max():P0}");
Console.WriteLine($"100 sets of 10 pods, RendezvousFast: the largest share is from {ten.Min():P0} to {ten.Max():P0}");
Console.WriteLine($"100 sets of 10 pods, Rendezvous:     the largest share is from {even.Min():P0} to {even.Max():P0}");
return three.Min() > 0.45 && three.Max() < 0.55 && ten.Max() > 0.4 && even.Max() < 0.13 ? 0 : 1;

IEnumerable<Member[]> Sets(int count) => Enumerable.Range(0, 100).Select(_ => Pods(Enumerable.Range(0, count).Select(_ => random.Next(65_536)))).ToArray();

Func<string, string> Fast(Member[] pods) => new RendezvousFast(pods).GetOwnerMemberByIdentity;

Func<string, string> Even(Member[] pods)
{
    var rendezvous = new Rendezvous();
    rendezvous.UpdateMembers(pods);
    return rendezvous.GetOwnerMemberByIdentity;
}

double Largest(Func<string, string> owner) => (double)keys.GroupBy(owner).Max(owned => owned.Count()) / keys.Length;

static Member[] Pods(IEnumerable<int> addresses) =>
    [.. addresses.Select(n => $"10.244.{n / 256}.{n % 256}").Select(host => new Member { Id = host, Host = host, Port = 8090, Kinds = { "order" } })];
CS
dotnet run owners.cs || { echo "The behaviour changed."; exit 1; }
# Seen with 1.8.0:
#   100 sets of 3 pods, RendezvousFast:  the largest share is from 49 % to 51 %
#   100 sets of 10 pods, RendezvousFast: the largest share is from 13 % to 49 %
#   100 sets of 10 pods, Rendezvous:     the largest share is from 10 % to 11 %
