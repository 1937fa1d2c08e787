using BenchmarkDotNet.Attributes;
using Obs.Tracing.Sql;

namespace Obs.Benchmarks;

/// <summary>The shape of a command text that was seen before. Budget: 0 B.</summary>
[MemoryDiagnoser]
public class SqlSanitizerBenchmarks
{
    // Few, as the commands of a service are; several, so that it is a look-up and not a comparison with the last.
    private static readonly string[] Commands =
    [
        "SELECT p.\"Id\", p.\"Name\" FROM \"Products\" AS p WHERE p.\"Id\" = @id LIMIT 1",
        "SELECT COUNT(*) FROM \"Reviews\" AS r WHERE r.\"ProductId\" = 42 AND r.\"Text\" LIKE '%slow%'",
        "UPDATE stock SET reserved = reserved + 1 WHERE product_id = @id",
        "INSERT INTO orders (id, total) VALUES ('4711', 19.95)",
    ];

    private int _next;

    [Benchmark]
    [Budget(Bytes = 0)]
    public string Sanitize() => SqlSanitizer.Sanitize(Commands[_next++ & 3], SqlDialect.Sqlite);
}
