using Obs.TestSupport;

namespace Obs.Tracing.Tests.Sql.Postgres;

/// <summary>Tests on one real server. One at a time and alone: who listens to Npgsql is a matter of the whole process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OnePostgres : ICollectionFixture<PostgresServer>
{
    public const string Name = "PostgreSQL";
}
