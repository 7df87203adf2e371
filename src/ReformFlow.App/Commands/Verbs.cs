using ReformFlow.Core.Json;

namespace ReformFlow.App.Commands;

/// <summary>What the command lines of both editions have in common: the exit code of a wrong call, and how it is said.</summary>
public static class Verbs
{
    /// <summary>The exit code of a wrong call or a wrong file.</summary>
    public const int Wrong = 2;

    /// <summary>Says why nothing was done.</summary>
    public static int Refuse(string sentence)
    {
        Console.Error.WriteLine($"reformflow: {sentence} See --help.");
        return Wrong;
    }

    /// <summary>Lists every problem of the files that were given.</summary>
    /// <param name="done">What was not done because of them.</param>
    public static int Refuse(string file, IReadOnlyList<Problem> problems, string done = "written")
    {
        Console.Error.WriteLine($"reformflow: {file} can't be used; nothing was {done}. {problems.Count} to correct:");
        foreach (var problem in problems) Console.Error.WriteLine($"  {problem}");
        return Wrong;
    }

    /// <summary>Lists what somebody may want to look at in a file that is used all the same.</summary>
    public static void Notice(string file, IReadOnlyList<Problem> notices)
    {
        Console.Error.WriteLine($"reformflow: {file} is used as it is. {notices.Count} to look at:");
        foreach (var notice in notices) Console.Error.WriteLine($"  {notice}");
    }

    /// <summary>The bytes of a file that somebody named, or null after saying that it can't be read.</summary>
    public static byte[]? ReadFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"reformflow: {path} can't be read: {e.Message}");
            return null;
        }
    }
}
