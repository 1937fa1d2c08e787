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

    private const string Ready = "ready to accept connections";
    private static readonly TimeSpan Ceiling = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("obs-postgres-").FullName;
    private readonly TaskCompletionSource _isReady = new(TaskCreationOptions.RunContinuationsAsynchronously);
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
        Port = FreePort();
        _server = Process.Start(AsUser(
            Program, "-D", Data, "-p", Port.ToString(System.Globalization.CultureInfo.InvariantCulture), "-h", "127.0.0.1", "-k", "", "-c",
            "fsync=off"))!;
        _server.ErrorDataReceived += OnLine;
        _server.OutputDataReceived += OnLine;
        _server.BeginErrorReadLine();
        _server.BeginOutputReadLine();
        await _isReady.Task.WaitAsync(Ceiling);
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            _server.Kill();
            using var ceiling = new CancellationTokenSource(Ceiling);
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

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private void OnLine(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
        {
            _isReady.TrySetException(new InvalidOperationException("The server has ended."));
        }
        else if (line.Data.Contains(Ready, StringComparison.Ordinal))
        {
            _isReady.TrySetResult();
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
        using var ceiling = new CancellationTokenSource(Ceiling);
        Task<string> output = process.StandardOutput.ReadToEndAsync(ceiling.Token);
        string error = await process.StandardError.ReadToEndAsync(ceiling.Token);
        await process.WaitForExitAsync(ceiling.Token);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{start.FileName} ended with {process.ExitCode}: {await output} {error}");
        }
    }
}
