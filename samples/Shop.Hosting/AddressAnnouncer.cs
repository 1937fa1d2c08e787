using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;

namespace Shop.Hosting;

/// <summary>
/// Writes <c>ready: ADDRESS</c> once the service listens: the service asks the system for a free port, so nobody else knows it before.
/// On standard error, because standard output carries log entries and nothing else.
/// </summary>
internal sealed class AddressAnnouncer(IServer server) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken) =>
        Console.Error.WriteLineAsync($"ready: {server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First()}");

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
