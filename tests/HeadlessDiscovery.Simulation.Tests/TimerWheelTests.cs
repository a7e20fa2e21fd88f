using HeadlessDiscovery.Faults.Tests.Simulation;

namespace HeadlessDiscovery.Simulation.Tests;

public sealed class TimerWheelTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Timers_fire_in_the_order_of_their_times_and_then_of_their_settings(int seed)
    {
        var random = new Random(seed);
        var wheel = new TimerWheel();
        var timers = Enumerable.Range(0, 500).Select(_ => new Armed()).ToArray();
        var model = new Dictionary<Armed, (long Due, int Order)>();
        var (now, order) = (0L, 0);
        for (var step = 0; step < 50_000; step++)
        {
            var timer = timers[random.Next(timers.Length)];
            if (random.Next(3) > 0)
            {
                // From now to a day: within a slot, within the ring, and beyond it.
                var due = now + (long)Math.Pow(10, random.NextDouble() * 11.9);
                wheel.Disarm(timer);
                wheel.Arm(timer, due);
                model[timer] = (due, order++);
            }
            else if (random.Next(3) == 0)
            {
                wheel.Disarm(timer);
                model.Remove(timer);
            }
            else
            {
                Fire();
            }
        }

        // The last ones lie hours ahead.
        while (model.Count > 0)
        {
            Fire();
        }

        Assert.Null(wheel.Peek());
        Assert.True(now > TimeSpan.TicksPerHour);

        void Fire()
        {
            var expected = model.Count == 0 ? null : model.MinBy(one => one.Value).Key;
            Assert.Same(expected, wheel.Peek());
            if (expected is not null)
            {
                wheel.Take();
                now = model[expected].Due;
                model.Remove(expected);
            }
        }
    }

    private sealed class Armed : WheelTimer;
}
