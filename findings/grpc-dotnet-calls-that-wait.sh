#!/usr/bin/env bash
# Grpc.Net.Client 2.85.0: what happens to calls that wait, with a resolver of one's own.
#
# 1. While the resolver has reported nothing yet, the deadline of a call does not end it: the channel awaits the first
#    result without the token of the call. Here a call with a deadline of 1 s still runs after 5 s.
# 2. While a call waits for a connection, a result that replaces all addresses fails it with Internal "Unknown error.",
#    although the new address accepts connections: the round_robin policy disposes the old subchannels first, and
#    reports "no subchannel is connecting" before it has the new ones. The waiting call takes that as its answer.
set -euo pipefail
readonly version=2.85.0
command -v dotnet > /dev/null || { echo "This needs the .NET 10 SDK."; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
cat > waiting.cs <<CS
#:package Grpc.Net.Client@$version
#:package Microsoft.Extensions.DependencyInjection@10.0.0
#:property PublishAot=false
CS
cat >> waiting.cs <<'CS'
using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Balancer;
using Grpc.Net.Client.Configuration;
using Microsoft.Extensions.DependencyInjection;

var method = new Method<string, string>(MethodType.Unary, "a.B", "C", Marshallers.StringMarshaller, Marshallers.StringMarshaller);

// An address that drops each SYN: a listener whose queue is full. And one that accepts.
var hole = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
hole.Bind(new IPEndPoint(IPAddress.Loopback, 0));
hole.Listen(1);
var queued = new List<Socket>();
for (var i = 0; i < 4; i++)
{
    queued.Add(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
    _ = queued[i].ConnectAsync(hole.LocalEndPoint!);
}

var open = new TcpListener(IPAddress.Loopback, 0);
open.Start();

var (silent, _) = Channel();
var late = silent.AsyncUnaryCall(method, null, new CallOptions(deadline: DateTime.UtcNow.AddSeconds(1)), "?").ResponseAsync;
var ended = await Task.WhenAny(late, Task.Delay(TimeSpan.FromSeconds(5))) == late;
Console.WriteLine($"a deadline of 1 s before the first result, after 5 s: {(ended ? "ended" : "still running")}");

var (replaced, report) = Channel();
var call = replaced.AsyncUnaryCall(method, null, new CallOptions(), "?").ResponseAsync;
report((IPEndPoint)hole.LocalEndPoint!);
await Task.Delay(TimeSpan.FromSeconds(1));
report((IPEndPoint)open.LocalEndpoint);
var failed = await Task.WhenAny(call, Task.Delay(TimeSpan.FromSeconds(5))) == call;
Console.WriteLine($"a call that waits while all addresses are replaced:   {(failed ? ((RpcException)call.Exception!.InnerException!).Status.ToString() : "goes to the new address")}");
return !ended && failed ? 0 : 1;

(CallInvoker, Action<IPEndPoint>) Channel()
{
    var resolver = new Pushed();
    var services = new ServiceCollection().AddSingleton<ResolverFactory>(new Factory(resolver)).BuildServiceProvider();
    var channel = GrpcChannel.ForAddress("pushed:///", new GrpcChannelOptions { Credentials = ChannelCredentials.Insecure, ServiceProvider = services });
    return (channel.CreateCallInvoker(), to => resolver.Report!(ResolverResult.ForResult(
        [new BalancerAddress(to.Address.ToString(), to.Port)], new ServiceConfig { LoadBalancingConfigs = { new RoundRobinConfig() } }, null)));
}

sealed class Pushed : Resolver
{
    public Action<ResolverResult>? Report;
    public override void Start(Action<ResolverResult> listener) => Report = listener;
}

sealed class Factory(Resolver resolver) : ResolverFactory
{
    public override string Name => "pushed";
    public override Resolver Create(ResolverOptions options) => resolver;
}
CS
dotnet run waiting.cs || { echo "The behaviour changed."; exit 1; }
