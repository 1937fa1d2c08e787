using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Obs.TestSupport;
using Obs.Tracing.Sql;

namespace Obs.EntityFrameworkCore.Tests;

[Collection(ProcessWideListeners.Name)]
public sealed class EntityFrameworkCoreTracingTests
{
    private static readonly Action<IServiceCollection> Listener = static services => services.AddObsEntityFrameworkCore();
    private static readonly Action<IServiceCollection> Nothing = static _ => { };
    private static readonly Action<DbContextOptionsBuilder> Interceptor = static options =>
        options.AddInterceptors(new ObsCommandInterceptor());

    private const int Rounds = 10;

    public static TheoryData<bool, bool> Ways => new() { { true, false }, { false, true }, { true, true } };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Every_kind_of_command_is_recorded_once(bool listens, bool intercepts)
    {
        await using Shop shop = await Shop.StartAsync(listens ? Listener : Nothing, intercepts ? Interceptor : null);
        using var recorded = new RecordedActivities();

        await shop.UseAsync(static async context =>
        {
            context.Products.Add(new Product { Name = "hunter2" });
            await context.SaveChangesAsync();
            await context.Products.CountAsync(static p => p.Name == "hunter2");
            await context.Database.ExecuteSqlRawAsync("UPDATE Products SET Name = 'hunter2' WHERE Id = 1");
            return context.Database.ExecuteSqlRaw("DELETE FROM Products WHERE Id IN (1, 2)");
        });

        recorded.Stopped.Select(static a => a.GetTagItem("db.query.text")).Should().Equal(
            "INSERT INTO \"Products\" (\"Name\") VALUES (@p0) RETURNING \"Id\";",
            "SELECT COUNT(*) FROM \"Products\" AS \"p\" WHERE \"p\".\"Name\" = ?",
            "UPDATE Products SET Name = ? WHERE Id = ?",
            "DELETE FROM Products WHERE Id IN (?)");
        recorded.Stopped.Should().OnlyContain(a => a.ParentSpanId == recorded.Root!.SpanId && a.Kind == ActivityKind.Client);
        Activity.Current.Should().Be(recorded.Root);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_failure_is_recorded_and_goes_on_untouched(bool listens, bool intercepts)
    {
        await using Shop shop = await Shop.StartAsync(listens ? Listener : Nothing, intercepts ? Interceptor : null);
        using var recorded = new RecordedActivities();

        Func<Task> execute = () => shop.UseAsync(static context => context.Database.ExecuteSqlRawAsync("SELEC oops"));

        await execute.Should().ThrowAsync<SqliteException>();
        Activity activity = recorded.Stopped.Should().ContainSingle().Subject;
        activity.Status.Should().Be(ActivityStatusCode.Error);
        activity.GetTagItem("error.type").Should().Be(typeof(SqliteException).FullName);
        activity.Events.Should().ContainSingle(static e => e.Name == "exception");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_cancelled_command_is_recorded(bool listens, bool intercepts)
    {
        using var cancelled = new CancellationTokenSource();
        await using Shop shop = await Shop.StartAsync(listens ? Listener : Nothing, options =>
        {
            options.AddInterceptors(new CancellingInterceptor(cancelled));
            (intercepts ? Interceptor : static _ => { })(options);
        });
        using var recorded = new RecordedActivities();

        Func<Task> execute = () => shop.UseAsync(context => context.Database.ExecuteSqlRawAsync("SELECT 1", cancelled.Token));

        await execute.Should().ThrowAsync<OperationCanceledException>();
        Activity activity = recorded.Stopped.Should().ContainSingle().Subject;
        activity.Status.Should().Be(ActivityStatusCode.Error);
        activity.GetTagItem("error.type").Should().Be(typeof(OperationCanceledException).FullName);
    }

    [Fact]
    public async Task A_sampled_trace_is_recorded_right_after_an_unsampled_one_had_the_same_context()
    {
        await using Shop shop = await Shop.StartAsync(Listener);

        using (var unsampled = new RecordedActivities(isSampled: false))
        {
            await shop.UseAsync(static context => context.Products.CountAsync());
            unsampled.Stopped.Should().BeEmpty();
        }

        using var sampled = new RecordedActivities();
        await shop.UseAsync(static context => context.Products.CountAsync());
        sampled.Stopped.Should().ContainSingle();
    }

    [Fact]
    public async Task Commands_of_a_traced_connection_are_left_to_it()
    {
        await using TracedDbConnection connection = new SqliteConnection("Data Source=:memory:").Traced();
        await connection.OpenAsync();
        using var recorded = new RecordedActivities();

        (SqlCommandTracing.Start(connection.CreateCommand()) is null).Should().BeTrue();
    }

    [Fact]
    public async Task It_can_be_switched_off_by_configuration_and_on_again_in_code()
    {
        KeyValuePair<string, string?> off = new("Observability:EntityFrameworkCore:Enabled", "false");
        using var recorded = new RecordedActivities();

        await using (Shop silent = await Shop.StartAsync(Listener, configuration: off))
        {
            await silent.UseAsync(static context => context.Products.CountAsync());
        }

        recorded.Stopped.Should().BeEmpty();
        await using Shop loud = await Shop.StartAsync(
            static services =>
                services.AddObsEntityFrameworkCore(static o => o.Enabled = true).AddObsEntityFrameworkCore(), configuration: off);
        int before = recorded.Stopped.Count;
        await loud.UseAsync(static context => context.Products.CountAsync());
        recorded.Stopped.Should().HaveCount(before + 1);
    }

    [Fact]
    public async Task After_the_host_has_stopped_nothing_is_recorded()
    {
        Shop stopped = await Shop.StartAsync(Listener);
        await stopped.DisposeAsync();
        await using Shop shop = await Shop.StartAsync(Nothing);
        using var recorded = new RecordedActivities();

        await shop.UseAsync(static context => context.Products.CountAsync());

        recorded.Stopped.Should().BeEmpty();
    }

    [Fact]
    public async Task An_unsampled_command_costs_what_it_costs_without_us()
    {
        using var recorded = new RecordedActivities(isSampled: false);
        await using Shop plain = await Shop.StartAsync(Nothing);
        const long Once = long.MaxValue - 1; // Whatever a round takes is few enough.
        long unobserved = await plain.UseAsync(
            static context => Task.FromResult(Enumerable.Range(0, Rounds).Min(_ => AllocatedBy(context, wanted: Once))));
        await using Shop shop = await Shop.StartAsync(Listener);

        long observed = await shop.UseAsync(context => Task.FromResult(AllocatedBy(context, unobserved)));

        observed.Should().BeLessThanOrEqualTo(unobserved);
    }

    private static long AllocatedBy(ShopContext context, long wanted)
    {
        context.Database.OpenConnection();
        return Allocations.PerCall(() => context.Database.ExecuteSqlRaw("UPDATE Products SET Name = 'x' WHERE Id = 1"), wanted, calls: 100);
    }
}
