using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Obs.TestSupport;

namespace Obs.EntityFrameworkCore.Tests;

/// <summary>A random but repeatable way to use a context: a seed does the same things in the same order on every one.</summary>
internal sealed class ContextScenario(int seed)
{
    private const int Steps = 12;

    private readonly Random _random = new(seed);
    private readonly Transcript _seen = new();
    private IDbContextTransaction? _transaction;

    public async Task<IReadOnlyList<string>> RunAsync(ShopContext context)
    {
        await _seen.AttemptAsync("empty", () => context.Products.ExecuteDeleteAsync());
        for (int step = 0; step < Steps; step++)
        {
            await (_random.Next(6) switch
            {
                0 or 1 => QueryAsync(context),
                2 or 3 => SaveAsync(context),
                4 => ExecuteAsync(context),
                _ => TransactAsync(context),
            });
            context.ChangeTracker.Clear();
        }

        await _seen.AttemptAsync("end", () => _transaction?.DisposeAsync().AsTask() ?? Task.CompletedTask);
        return _seen.Lines;
    }

    private Task QueryAsync(ShopContext context)
    {
        string name = $"product {_random.Next(3)}";
        CancellationToken cancelled = new(canceled: _random.Next(5) == 0);
        return _random.Next(6) switch
        {
            0 => _seen.AttemptAsync("count", () => context.Products.CountAsync(p => p.Name == name, cancelled)),
            1 =>
                _seen.AttemptAsync(
                    "list",
                    async () =>
                        (await context.Products.OrderBy(static p => p.Name).Select(static p => p.Name).ToListAsync(cancelled)).ToArray()),
            2 => _seen.AttemptAsync("single", async () => (await context.Products.SingleAsync(p => p.Name == name, cancelled)).Name),
            3 => _seen.AttemptAsync("broken off", () => TakeAsync(context, cancelled)),
            4 => _seen.AttemptAsync(
                "raw", async () => (await context.Products.FromSqlRaw("SELECT * FROM Nowhere").ToListAsync(cancelled)).Count),
            _ => Synchronously(() => _seen.Attempt("sync", () => context.Products.Where(p => p.Name == name).AsNoTracking().Count())),
        };
    }

    private static async Task<int> TakeAsync(ShopContext context, CancellationToken cancellationToken)
    {
        int taken = 0;
        await foreach (Product _ in context.Products.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (++taken == 2)
            {
                break;
            }
        }

        return taken;
    }

    private Task SaveAsync(ShopContext context)
    {
        for (int i = _random.Next(1, 4); i > 0; i--)
        {
            var product = new Product { Id = _random.Next(1, 12), Name = $"product {_random.Next(3)}" };
            _seen.Attempt("add", () => context.Products.Add(product).State);
        }

        return _random.Next(4) == 0
            ? Synchronously(() => _seen.Attempt("save", () => context.SaveChanges()))
            : _seen.AttemptAsync("save", () => context.SaveChangesAsync(new CancellationToken(canceled: _random.Next(5) == 0)));
    }

    private Task ExecuteAsync(ShopContext context) => _random.Next(4) switch
    {
        0 => _seen.AttemptAsync(
            "update", () => context.Database.ExecuteSqlAsync($"UPDATE Products SET Name = {_random.Next(3)} WHERE Id < 5")),
        1 => _seen.AttemptAsync("mistake", () => context.Database.ExecuteSqlRawAsync("SELEC oops")),
        2 => _seen.AttemptAsync("delete", () => context.Products.Where(static p => p.Id > 6).ExecuteDeleteAsync()),
        _ => _seen.AttemptAsync("scalar", () => context.Database.SqlQueryRaw<int>("SELECT 7 AS Value").SingleAsync()),
    };

    private Task TransactAsync(ShopContext context) => _random.Next(4) switch
    {
        0 or 1 =>
            _seen.AttemptAsync("begin", async () => (_transaction = await context.Database.BeginTransactionAsync()).SupportsSavepoints),
        2 => _seen.AttemptAsync("commit", () => _transaction!.CommitAsync()),
        _ => _seen.AttemptAsync("roll back", () => _transaction!.RollbackAsync()),
    };

    private static Task Synchronously(Action work)
    {
        work();
        return Task.CompletedTask;
    }
}
