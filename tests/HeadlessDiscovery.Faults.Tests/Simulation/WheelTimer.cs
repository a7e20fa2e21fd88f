namespace HeadlessDiscovery.Faults.Tests.Simulation;

/// <summary>A timer's place in the <see cref="TimerWheel"/>.</summary>
internal abstract class WheelTimer
{
    public long Due { get; set; }

    /// <summary>Counts the settings of all timers, so that those of one moment fire in the order in which they were set; 0 while this is not armed.</summary>
    public long Setting { get; set; }

    public int Slot { get; set; } = -1;

    public bool IsLinked => Slot >= 0;

    public WheelTimer? Next { get; set; }

    public WheelTimer? Previous { get; set; }
}
