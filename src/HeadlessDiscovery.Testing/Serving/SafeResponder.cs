using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace HeadlessDiscovery.Testing.Serving;

/// <summary>Keeps one bad question, or a fault's predicate that throws, from ending the server.</summary>
internal static class SafeResponder
{
    [SuppressMessage("Design", "CA1031", Justification = "The predicates are the test's own code and may throw anything; the listener must go on.")]
    public static Reply? Respond(Responder responder, ReadOnlyMemory<byte> message, bool overTcp, IPEndPoint client)
    {
        try
        {
            return responder.Respond(message, overTcp, client);
        }
        catch (Exception e)
        {
            Trace.TraceError($"HeadlessServiceServer gave no answer: {e}");
            return null;
        }
    }
}
