using System.Data.Common;

namespace Obs.Tracing.Sql;

/// <summary>
/// Turns the commands of any ADO.NET provider into SQL subsegments; Dapper and whatever else works on a <see cref="DbConnection"/> follows.
/// </summary>
public static class TracedDbExtensions
{
    /// <summary>Wraps a connection so that its commands and batches are recorded. A traced connection is returned as it is.</summary>
    /// <param name="connection">The provider's connection, open or closed. Disposing the wrapper disposes it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="connection"/> is <see langword="null"/>.</exception>
    public static TracedDbConnection Traced(this DbConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return TracedDbConnection.Wrap(connection);
    }

    /// <summary>Wraps a provider's factory so that what is executed with what it creates is recorded. A traced factory is returned as it
    /// is.</summary>
    /// <param name="factory">The provider's factory.</param>
    /// <exception cref="ArgumentNullException"><paramref name="factory"/> is <see langword="null"/>.</exception>
    public static DbProviderFactory Traced(this DbProviderFactory factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return factory as TracedDbProviderFactory ?? new TracedDbProviderFactory(factory);
    }

    /// <summary>Wraps a data source so that its connections, commands and batches are recorded. A traced data source is returned as it
    /// is.</summary>
    /// <param name="dataSource">The provider's data source. Disposing the wrapper disposes it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="dataSource"/> is <see langword="null"/>.</exception>
    public static DbDataSource Traced(this DbDataSource dataSource)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        return dataSource as TracedDbDataSource ?? new TracedDbDataSource(dataSource);
    }
}
