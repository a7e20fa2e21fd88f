using Grpc.Core;
using Shop;

namespace GrpcApp;

/// <summary>What every pod answers, with its address.</summary>
internal sealed class OrderService(IConfiguration configuration) : Orders.OrdersBase
{
    private readonly string pod = configuration["POD_IP"] ?? Environment.MachineName;

    public override Task<Order> Find(FindRequest request, ServerCallContext context) =>
        Task.FromResult(new Order { Id = request.Id, State = "sent", Pod = pod });

    public override async Task Follow(FindRequest request, IServerStreamWriter<Order> responseStream, ServerCallContext context)
    {
        foreach (var state in new[] { "placed", "packed", "sent" })
        {
            await responseStream.WriteAsync(new Order { Id = request.Id, State = state, Pod = pod }, context.CancellationToken);
        }
    }

    public override Task<LoadReply> Load(LoadRequest request, ServerCallContext context) =>
        Task.FromResult(new LoadReply { Cpu = Environment.CpuUsage.TotalTime.TotalSeconds });
}
