namespace IdPhoto.Codecs;

/// <summary>How many threads the native libraries may use for one picture. Each has one such bound per process.</summary>
internal static class NativeThreads
{
    private static volatile int _most = Environment.ProcessorCount;

    /// <summary>The bound, from 1. Kept here until a library is loaded: most commands need one of the two only.</summary>
    public static int Most
    {
        get => _most;
        set => _most = value;
    }
}
