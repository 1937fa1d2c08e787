using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Obs.Tracing.Sql;

/// <summary>A traced command of a provider that binds parameters by position unless told otherwise, as Oracle's does.</summary>
/// <remarks>Dapper asks a command's type for this property and sets it: on a wrapper without it, parameters would end up in each other's
/// place. It is public because the code that Dapper generates could not reach it otherwise.</remarks>
public sealed class TracedOracleCommand : TracedDbCommand
{
    private const string Property = nameof(BindByName);

    private static readonly ConcurrentDictionary<Type, PropertyInfo?> Properties = new();

    private readonly PropertyInfo? _bindByName;

    internal TracedOracleCommand(DbCommand inner, DbConnection? connection, TracedDbDataSource? dataSource)
        : base(inner, connection, dataSource) => _bindByName = Find(inner);

    /// <summary>Whether parameters are bound by their names: the property of the provider's own command.</summary>
    public bool BindByName
    {
        get => _bindByName?.GetValue(Inner) is true;
        set => _bindByName?.SetValue(Inner, value);
    }

    internal static bool Fits(DbCommand command) => Find(command) is not null;

    private static PropertyInfo? Find(DbCommand command) => Properties.GetOrAdd(command.GetType(), static type => Find(type));

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Who sets it keeps it; where trimming took it nobody does.")]
    private static PropertyInfo? Find(Type type) =>
        type.GetProperty(Property) is { CanRead: true, CanWrite: true } property && property.PropertyType == typeof(bool) ? property : null;
}
