using System.Net;

namespace HeadlessDiscovery.Tool.Commands.Play;

/// <summary>What the arguments of <c>play</c> say about the cluster.</summary>
/// <param name="Service">One label.</param>
/// <param name="Namespace">One label.</param>
/// <param name="Pods">How many are ready at the start.</param>
/// <param name="Ttl">In whole seconds.</param>
/// <param name="Port">That of the pods, in SRV records.</param>
/// <param name="Listen">Where the DNS server listens; port 0 for a free one.</param>
/// <param name="ResolvConf">The file to write; <see langword="null"/> for a temporary one.</param>
internal sealed record PlayPlan(string Service, string Namespace, int Pods, TimeSpan Ttl, int Port, IPEndPoint Listen, string? ResolvConf);
