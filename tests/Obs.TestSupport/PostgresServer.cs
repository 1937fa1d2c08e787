using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Obs.TestSupport;

/// <summary>A PostgreSQL server of its own, in a temporary folder and on a free port of this machine, for the tests of a
/// collection.</summary>
/// <remarks>PostgreSQL refuses to run as root: there it runs as nobody. Where there is no PostgreSQL nothing is started; the tests, which
/// are <see cref="RequiresToolFactAttribute"/>s for <see cref="Program"/>, are skipped.</remarks>
public sealed class PostgresServer : IAsyncLifetime
{
    /// <summary>The program that such a test requires.</summary>
    public const string Program = "postgres";

    public const string User = "app";

    private const int Attempts = 5;
    private const string Ready = "ready to accept connections";

    private readonly string _folder = Directory.CreateTempSubdirectory("obs-postgres-").FullName;
    private Process? _server;

    public int Port { get; private set; }

    /// <summary>Where the server is; the database is that of the maintenance, which every server has.</summary>
    public string ConnectionString => $"Host=127.0.0.1;Port={Port};Database=postgres;Username={User};Password=hunter2";

    public async Task InitializeAsync()
    {
        if (Tool.ReasonToSkip(Program) is not null)
        {
            return;
        }

        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "nobody", _folder);
        }

        await RunAsUserAsync("initdb", "-D", Data, "-U", User, "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync");
        for (int attempt = 1; !await TryStartAsync(); attempt++)
        {
            // Somebody else was quicker to take the port that was free.
            _server!.Dispose();
            if (attempt == Attempts)
            {
                throw new InvalidOperationException("The server ends whenever it is started.");
            }
        }
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            _server.Kill();
            using var ceiling = new CancellationTokenSource(Patience.Limit);
            await _server.WaitForExitAsync(ceiling.Token);
            _server.Dispose();
        }

        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // A worker of the server was still writing; the system empties its temporary folder itself.
        }
    }

    private string Data => Path.Combine(_folder, "data");

    private async Task<bool> TryStartAsync()
    {
        Port = FreePort();
        var isReady = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _server = Process.Start(AsUser(
            Program, "-D", Data, "-p", Port.ToString(System.Globalization.CultureInfo.InvariantCulture), "-h", "127.0.0.1", "-k", "", "-c",
            "fsync=off"))!;
        _server.ErrorDataReceived += (_, line) => OnLine(line.Data, isReady);
        _server.OutputDataReceived += (_, line) => OnLine(line.Data, isReady);
        _server.BeginErrorReadLine();
        _server.BeginOutputReadLine();
        return await isReady.Task.WaitAsync(Patience.Limit);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static void OnLine(string? line, TaskCompletionSource<bool> isReady)
    {
        if (line is null || line.Contains(Ready, StringComparison.Ordinal))
        {
            isReady.TrySetResult(line is not null); // There is no line after the last.
        }
    }

    private Task RunAsUserAsync(string program, params string[] arguments) => RunAsync(AsUser(program, arguments));

    private Task RunAsync(string program, params string[] arguments) => RunAsync(Start(program, arguments));

    private ProcessStartInfo AsUser(string program, params string[] arguments)
    {
        string path = Tool.FindAll(program)[0];
        return Environment.IsPrivilegedProcess
            ? Start("setpriv", ["--reuid=nobody", "--regid=nogroup", "--clear-groups", path, .. arguments])
            : Start(path, arguments);
    }

    private ProcessStartInfo Start(string program, string[] arguments) => new(program, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = _folder,
    };

    private static async Task RunAsync(ProcessStartInfo start)
    {
        using Process process = Process.Start(start)!;
        using var ceiling = new CancellationTokenSource(Patience.Limit);
        Task<string> output = process.StandardOutput.ReadToEndAsync(ceiling.Token);
        string error = await process.StandardError.ReadToEndAsync(ceiling.Token);
        await process.WaitForExitAsync(ceiling.Token);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{start.FileName} ended with {process.ExitCode}: {await output} {error}");
        }
    }
}
