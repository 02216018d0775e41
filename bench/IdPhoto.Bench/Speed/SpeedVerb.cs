namespace IdPhoto.Bench.Speed;

internal static class SpeedVerb
{
    public static Task RunAsync() => Task.CompletedTask;
}
