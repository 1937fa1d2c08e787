using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Obs.TestSupport;

namespace Obs.EntityFrameworkCore.Tests;

public sealed class RunningCommandsTests
{
    private readonly RunningCommands _running = new();

    [Fact]
    public void A_crowd_of_commands_finds_every_activity_again()
    {
        (DbCommand Command, Activity Activity)[] all =
            [.. Enumerable.Range(0, 2_000).Select(static _ => (NewCommand(), new Activity("sql")))];

        foreach ((DbCommand command, Activity activity) in all)
        {
            _running.Add(command, activity);
        }

        all.Should().OnlyContain(item => _running.Contains(item.Command));
        all.Should().OnlyContain(item => _running.Remove(item.Command) == item.Activity);
        all.Should().OnlyContain(item => !_running.Contains(item.Command) && _running.Remove(item.Command) == null);
    }

    [Fact]
    public void A_command_in_its_turn_takes_no_memory()
    {
        using DbCommand command = NewCommand();
        using var activity = new Activity("sql");

        Allocations.PerCall(() =>
        {
            _running.Add(command, activity);
            _running.Remove(command);
        }).Should().Be(0);
    }

    [Fact]
    public void What_is_never_reported_as_ended_gives_its_place_back_when_the_work_around_it_is_over()
    {
        Activity request = new Activity("request").Start();
        for (int i = 0; i < 256 * 8; i++)
        {
            _running.Add(NewCommand(), new Activity("sql").Start());
            Activity.Current = request;
        }

        request.Stop();
        using DbCommand command = NewCommand();
        using var activity = new Activity("sql");

        Allocations.PerCall(() =>
        {
            _running.Add(command, activity);
            _running.Remove(command);
        }).Should().Be(0, "it does not go to the table for a crowd");
    }

    [Fact]
    public void Every_thread_gets_its_own_activity_back_under_contention()
    {
        Parallel.For(0, 100_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            using DbCommand command = NewCommand();
            using var activity = new Activity("sql");
            _running.Add(command, activity);
            if (_running.Remove(command) != activity)
            {
                throw new InvalidOperationException("Another's activity.");
            }
        });
    }

    private static SqliteCommand NewCommand() => new();
}
