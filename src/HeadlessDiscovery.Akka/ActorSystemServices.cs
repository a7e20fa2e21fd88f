using Akka.Actor;
using Akka.DependencyInjection;

namespace HeadlessDiscovery.Akka;

/// <summary>The application's services, for an actor system created by Akka.Hosting.</summary>
internal static class ActorSystemServices
{
    public static IServiceProvider Services(this ActorSystem system) => DependencyResolver.For(system).Resolver.GetService<IServiceProvider>();
}
