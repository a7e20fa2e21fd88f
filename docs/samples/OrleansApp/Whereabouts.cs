namespace OrleansApp;

/// <summary>A grain that knows on which silo it is.</summary>
public interface IWhereabouts : IGrainWithStringKey
{
    Task<string> SiloAsync();
}

internal sealed class Whereabouts(ILocalSiloDetails silo) : Grain, IWhereabouts
{
    public Task<string> SiloAsync() => Task.FromResult($"{silo.SiloAddress.Endpoint.Address}");
}
