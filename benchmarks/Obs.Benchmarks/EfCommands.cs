using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Obs.Delivery;
using Obs.Tracing;

namespace Obs.Benchmarks;

/// <summary>EF Core commands on SQLite in memory, traced or not.</summary>
internal sealed class EfCommands : IDisposable
{
    /// <summary>So many commands share what a segment costs by itself.</summary>
    public const int PerSegment = 256;

    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private readonly EmptyContext _context;
    private readonly IHost? _host;
    private readonly Tracer? _tracer;

    private EfCommands(IHost? host)
    {
        _host = host;
        _tracer = host?.Services.GetRequiredService<Tracer>();
        _connection.Open();
        _context = new EmptyContext(new DbContextOptionsBuilder().UseSqlite(_connection).ConfigureLoggingCacheTime(TimeSpan.Zero).Options);
        _context.Database.ExecuteSqlRaw("CREATE TABLE t (a INTEGER)");
    }

    public static EfCommands Plain() => new(host: null);

    public static EfCommands Traced(double fixedRate)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddKeyedSingleton<IBatchSender, NullSender>("traces");
        builder.Services.AddObsTracing(options => (options.Sampling.ReservoirPerSecond, options.Sampling.FixedRate) = (0, fixedRate));
        builder.Services.AddObsEntityFrameworkCore();
        IHost host = builder.Build();
        host.Start();
        return new EfCommands(host);
    }

    public int Execute()
    {
        int changed = 0;
        for (int i = 0; i < PerSegment; i++)
        {
            changed += _context.Database.ExecuteSqlRaw("UPDATE t SET a = 1 WHERE a = 0");
        }

        return changed;
    }

    /// <summary>The same inside the activity that a server makes for a request.</summary>
    public int ExecuteInRequest()
    {
        using Activity request = new Activity("request").Start();
        return Execute();
    }

    public int ExecuteInSegment()
    {
        using SubsegmentScope segment = _tracer!.BeginSegment("request");
        return Execute();
    }

    public void Dispose()
    {
        _host?.StopAsync().GetAwaiter().GetResult();
        _host?.Dispose();
        _context.Dispose();
        _connection.Dispose();
    }

    private sealed class EmptyContext(DbContextOptions options) : DbContext(options);
}
