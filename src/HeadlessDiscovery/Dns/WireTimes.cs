namespace HeadlessDiscovery.Dns;

/// <summary>When the first message of an exchange left, and when the last one arrived: the transport stamps them next to the calls of the socket.</summary>
/// <remarks>Everything else around an exchange is time of this process: what the first call compiles, opening a socket, reading the message.</remarks>
internal class WireTimes(TimeProvider time)
{
    private const long None = long.MinValue;

    private readonly long begunTimestamp = time.GetTimestamp();
    private long departedTimestamp = None;
    private long arrivedTimestamp = None;

    protected TimeProvider Time { get; } = time;

    /// <summary>When the first message left; when the exchange began, where nothing left or the transport does not stamp.</summary>
    public long StartTimestamp => Read(ref departedTimestamp) ?? begunTimestamp;

    /// <summary>When the last message arrived; null without one, or where the transport does not stamp.</summary>
    public long? ArrivedTimestamp => Read(ref arrivedTimestamp);

    /// <summary>From the departure of the first message to the arrival of the last; to this moment, where none has arrived.</summary>
    public TimeSpan Elapsed => Time.GetElapsedTime(StartTimestamp, ArrivedTimestamp ?? Time.GetTimestamp());

    /// <summary>Called just before a message leaves; of several the first counts.</summary>
    public void Departs() => Interlocked.CompareExchange(ref departedTimestamp, Time.GetTimestamp(), None);

    /// <summary>Called just after a message, or an error of the network, arrived; of several the last counts.</summary>
    public void Arrived() => Volatile.Write(ref arrivedTimestamp, Time.GetTimestamp());

    private static long? Read(ref long timestamp) => Volatile.Read(ref timestamp) is var read and not None ? read : null;
}
