using System.Data;
using System.Data.Common;
using System.Diagnostics;
using System.Text;

namespace Obs.Tracing.Sql;

/// <summary>The text of what is about to run: a command, or the commands of a batch.</summary>
internal readonly struct SqlText
{
    private readonly DbCommand? _command;
    private readonly DbBatch? _batch;

    public SqlText(DbCommand command) => _command = command;

    public SqlText(DbBatch batch) => _batch = batch;

    public void Describe(Activity activity, SqlDialect dialect)
    {
        if (_command is { } command)
        {
            activity.SetTag("db.query.text", SqlSanitizer.Sanitize(command.CommandText, dialect));
            if (command.CommandType == CommandType.StoredProcedure)
            {
                activity.SetTag("obs.db.preparation", "call"); // A statement is what goes without saying.
            }
        }
        else if (_batch is { } batch)
        {
            activity.SetTag("db.query.text", Join(batch, dialect));
            activity.SetTag("db.operation.batch.size", batch.BatchCommands.Count);
        }
    }

    private static string Join(DbBatch batch, SqlDialect dialect)
    {
        var text = new StringBuilder();
        foreach (DbBatchCommand command in batch.BatchCommands)
        {
            string shape = SqlSanitizer.Sanitize(command.CommandText, dialect);
            if (text.Length + shape.Length + 3 > SqlSanitizer.MaxLength)
            {
                text.Append('…');
                break;
            }

            text.Append(text.Length > 0 ? "; " : "").Append(shape);
        }

        return text.ToString();
    }
}
