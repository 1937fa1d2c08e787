using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Obs.EntityFrameworkCore.Tests;

/// <summary>A started host with a pooled context on an SQLite database of its own, in memory.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly SqliteConnection _keepsDatabaseAlive;
    private readonly IHost _host;

    private Shop(SqliteConnection connection, IHost host)
    {
        _keepsDatabaseAlive = connection;
        _host = host;
    }

    public static async Task<Shop> StartAsync(
        Action<IServiceCollection> register,
        Action<DbContextOptionsBuilder>? options = null,
        params KeyValuePair<string, string?>[] configuration)
    {
        string connectionString = $"Data Source=shop-{Guid.NewGuid():N};Mode=Memory;Cache=Shared";
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(configuration);
        builder.Services.AddDbContextPool<ShopContext>(
            o =>
            {
                o.UseSqlite(connectionString);
                options?.Invoke(o);
            },
            poolSize: 1);
        register(builder.Services);
        IHost host = builder.Build();
        await host.StartAsync();
        var shop = new Shop(connection, host);
        await shop.UseAsync(static context => context.Database.EnsureCreatedAsync());
        return shop;
    }

    public async Task<TResult> UseAsync<TResult>(Func<ShopContext, Task<TResult>> use)
    {
        await using AsyncServiceScope scope = _host.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<ShopContext>());
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await _keepsDatabaseAlive.DisposeAsync();
    }
}
