namespace HeadlessDiscovery.Soak;

/// <summary>Pods come and go, several changes a second over all services; now and then a service scales to zero or doubles.</summary>
internal sealed class Churn(Truth[] truths, Random random)
{
    private const int MostPods = 12;

    public int Changes { get; private set; }

    public void Start()
    {
        foreach (var truth in truths)
        {
            Grow(truth, random.Next(2, MostPods), TimeSpan.Zero);
        }
    }

    public void Step(TimeSpan now)
    {
        var truth = truths[random.Next(truths.Length)];
        switch (random.Next(40))
        {
            case 0:
                Shrink(truth, truth.Count, now);
                break;
            case 1:
                Grow(truth, MostPods - truth.Count, now);
                break;
            default:
                if (truth.Count == 0 || (truth.Count < MostPods && random.Next(2) == 0))
                {
                    Grow(truth, 1, now);
                }
                else
                {
                    Shrink(truth, 1, now);
                }

                break;
        }
    }

    private void Grow(Truth truth, int count, TimeSpan now)
    {
        for (var i = 0; i < count; i++)
        {
            truth.Add(now);
            Changes++;
        }
    }

    private void Shrink(Truth truth, int count, TimeSpan now)
    {
        for (var i = 0; i < count; i++)
        {
            truth.Remove(now, random);
            Changes++;
        }
    }
}
