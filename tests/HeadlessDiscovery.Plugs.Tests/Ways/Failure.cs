using System.Net.Sockets;
using Grpc.Core;

namespace HeadlessDiscovery.Plugs.Tests;

/// <summary>The kind of a failed call, in a few words.</summary>
internal static class Failure
{
    public static string Of(Exception failure) => failure switch
    {
        RpcException rpc => $"{rpc.StatusCode}",
        HttpRequestException { StatusCode: { } status } => $"{(int)status}",
        HttpRequestException http when Innermost(http) is SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "connection refused",
        HttpRequestException http => $"{http.HttpRequestError}",
        OperationCanceledException => "timed out",
        _ => failure.GetType().Name,
    };

    private static Exception Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure;
}
