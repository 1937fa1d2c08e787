using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Obs.Tracing.Sql;

namespace Obs.Planted;

/// <summary>Plants a secret in the SQL of commands, in their parameters and in the errors of a database.</summary>
internal sealed class SqlPlants(PlantedContext context)
{
    public async Task PlantAsync(string text)
    {
        string literal = text.Replace("'", "''", StringComparison.Ordinal);
        await context.Database.SqlQueryRaw<string>("SELECT {0} AS Value", text).ToListAsync();
        string braced = literal.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
        string query = $"SELECT '{braced}' AS Value";
        await context.Database.SqlQueryRaw<string>(query).ToListAsync();

        await using DbConnection connection = new SqliteConnection("Data Source=:memory:").Traced();
        await connection.OpenAsync();
        await RunAsync(connection, $"SELECT '{literal}', @planted", text);
        await RunAsync(connection, $"SELECT * FROM \"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\" WHERE a = '{literal}'", text);
    }

    private static async Task RunAsync(DbConnection connection, string sql, string text)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        DbParameter parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@planted", text);
        command.Parameters.Add(parameter);
        try
        {
            await command.ExecuteScalarAsync();
        }
        catch (DbException)
        {
            // The table does not exist; the database says so, and names it.
        }
    }
}
