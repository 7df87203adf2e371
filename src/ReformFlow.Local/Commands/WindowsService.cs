using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using ReformFlow.Local.Web;

namespace ReformFlow.Local.Commands;

/// <summary>Runs the program under the Windows service manager: <c>sc create reformflow binPath= "…\reformflow.exe serve --data D:\reformflow"</c>.</summary>
/// <remarks>A service has no console, so what the program says goes to <c>service.log</c> in the data folder.</remarks>
[SupportedOSPlatform("windows")]
[SuppressMessage("Interoperability", "SYSLIB1054", Justification = "Three calls; generated marshalling would need unsafe code in the whole project.")]
static class WindowsService
{
    const string Name = "reformflow";
    const int NotStartedByTheManager = 1063, SpecificError = 1066;
    const int OwnProcess = 0x10;
    const int Stopped = 1, StopPending = 3, Running = 4;
    const int AcceptsStopAndShutdown = 1 | 4;
    const int Stop = 1, Shutdown = 5;

    /// <summary>How long the manager waits, in milliseconds.</summary>
    static readonly int _stopHint = (int)(LocalServer.LongestStop + TimeSpan.FromSeconds(15)).TotalMilliseconds;

    /// <summary>Runs as a service where the service manager started the program; null where it did not.</summary>
    /// <param name="run">The program; it ends when its token is cancelled.</param>
    public static int? Run(string[] arguments, Func<CancellationToken, Task<int>> run)
    {
        // At a console nobody asks the manager, which would keep the program waiting.
        if (Environment.UserInteractive) return null;
        using var stop = new CancellationTokenSource();
        var exitCode = 0;
        var handle = IntPtr.Zero;
        Control control = (code, _, _, _) =>
        {
            if (code is not (Stop or Shutdown)) return 0;
            Tell(StopPending);
            // The manager waits for this call to return, and the program takes a while to end.
            Task.Run(stop.Cancel);
            return 0;
        };
        Main main = (_, _) =>
        {
            handle = RegisterServiceCtrlHandlerEx(Name, control, IntPtr.Zero);
            using var log = OpenLog(arguments);
            Tell(Running);
            exitCode = run(stop.Token).GetAwaiter().GetResult();
            Tell(Stopped);
        };
        Entry[] table = [new() { Name = Name, Main = main }, new()];
        if (StartServiceCtrlDispatcher(table)) return exitCode;
        var error = Marshal.GetLastPInvokeError();
        return error == NotStartedByTheManager ? null : throw new Win32Exception(error);

        void Tell(int state)
        {
            var status = new Status
            {
                Type = OwnProcess,
                State = state,
                Accepts = state == Running ? AcceptsStopAndShutdown : 0,
                Error = state == Stopped && exitCode != 0 ? SpecificError : 0,
                OwnError = state == Stopped ? exitCode : 0,
                Hint = state == StopPending ? _stopHint : 0,
            };
            SetServiceStatus(handle, ref status);
        }
    }

    static StreamWriter? OpenLog(string[] arguments)
    {
        var at = Array.IndexOf(arguments, "--data");
        if (at < 0 || at + 1 == arguments.Length || !Directory.Exists(arguments[at + 1])) return null;
        var file = new FileStream(Path.Combine(arguments[at + 1], "service.log"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        var log = new StreamWriter(file, new UTF8Encoding(false)) { AutoFlush = true };
        var shared = TextWriter.Synchronized(log);
        Console.SetOut(shared);
        Console.SetError(shared);
        return log;
    }

    [UnmanagedFunctionPointer(CallingConvention.Winapi)]
    delegate int Control(int code, int kind, IntPtr data, IntPtr context);

    [UnmanagedFunctionPointer(CallingConvention.Winapi)]
    delegate void Main(int count, IntPtr arguments);

    [StructLayout(LayoutKind.Sequential)]
    struct Entry
    {
        [MarshalAs(UnmanagedType.LPWStr)] public string? Name;
        [MarshalAs(UnmanagedType.FunctionPtr)] public Main? Main;
    }

    [StructLayout(LayoutKind.Sequential)]
    struct Status
    {
        public int Type, State, Accepts, Error, OwnError, CheckPoint, Hint;
    }

    [DllImport("advapi32.dll", EntryPoint = "StartServiceCtrlDispatcherW", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    static extern bool StartServiceCtrlDispatcher([In] Entry[] table);

    [DllImport("advapi32.dll", EntryPoint = "RegisterServiceCtrlHandlerExW", CharSet = CharSet.Unicode, SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    static extern IntPtr RegisterServiceCtrlHandlerEx(string name, Control control, IntPtr context);

    [DllImport("advapi32.dll", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    static extern bool SetServiceStatus(IntPtr handle, ref Status status);
}
