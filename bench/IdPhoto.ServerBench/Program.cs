using System.Globalization;
using IdPhoto.ServerBench;

const string Usage = """
    overhead        HTTP, crypto and queue beside the same work in process, two at a time
    overload [S] [NAME=VALUE...]
                    with these settings, four times the capacity for S seconds (120): answers, waiting, memory
    sweep [N]       N photos (100,000) whose time is over at once, while others come
    memory          resident memory with photos of several sizes, two at a time
    largest         pictures of 64 megapixels that need most memory, two at a time within 4 GB
    hostile [WORD]  some 200 pictures made to cost memory or time, or those whose name holds WORD, two at a time within 4 GB
    fairness [S] [WORD] [PAUSE]
                    one address attacks in six ways (header, rubbish, announced, slow, silent, pictures), or in one of them, for S
                    seconds each (30): how often another one is served, and how long it waits, which pauses for so many
                    seconds (0.2) after each request
    costs           most memory of pictures by format and size, and of sheets, beside what the server takes for it
    kills [N]       N random kills (1,000): what is left, and what can be found in the files
    notices [N] [K] N notices (10,000) by e-mail, K kills (50) of the server that sends them: who got how many
    notices-of-two [N] [K]
                    the same with two processes that send from one file
    cluster-overhead [N]
                    database and bucket beside SQLite and a folder: N uploads (300), looks and erasures of each, the part of making a
                    photo that is shared, and whether answers are the same
    cluster-sweep [N]
                    N photos (100,000) whose time is over at once, for three servers, while others come
    cluster-kills [N] [K]
                    N random kills (300) of one of three servers and K crashes (20) of their database, under callers who go on
    """;

int number = args.Length > 1 && int.TryParse(args[1], CultureInfo.InvariantCulture, out int given) ? given : 0;
switch (args.FirstOrDefault())
{
    case "overhead": await Overhead.RunAsync(); break;
    case "overload": await Overload.RunAsync(TimeSpan.FromSeconds(number > 0 ? number : 120), args[Math.Min(2, args.Length)..]); break;
    case "sweep": await Sweep.RunAsync(number > 0 ? number : 100_000); break;
    case "memory": await Memory.RunAsync(); break;
    case "fairness": await Fairness.RunAsync(TimeSpan.FromSeconds(number > 0 ? number : 30), args.ElementAtOrDefault(2) ?? "", TimeSpan.FromSeconds(args.Length > 3 ? double.Parse(args[3], CultureInfo.InvariantCulture) : 0.2)); break;
    case "costs": await Costs.RunAsync(); break;
    case "largest": await LargestPictures.RunAsync(); break;
    case "notices": await Notices.RunAsync(number > 0 ? number : 10_000, Second(50), processes: 1); break;
    case "notices-of-two": await Notices.RunAsync(number > 0 ? number : 10_000, Second(50), processes: 2); break;
    case Notices.Sender: await Notices.SendAsync(args[1], int.Parse(args[2], CultureInfo.InvariantCulture)); break;
    case "hostile": await Hostile.RunAsync(args.ElementAtOrDefault(1) ?? ""); break;
    case "kills": await Kills.RunAsync(number > 0 ? number : 1000); break;
    case "cluster-overhead": await ClusterOverhead.RunAsync(number > 0 ? number : 300); break;
    case "cluster-sweep": await ClusterSweep.RunAsync(number > 0 ? number : 100_000); break;
    case "cluster-kills": await ClusterKills.RunAsync(number > 0 ? number : 300, Second(20)); break;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
return 0;

int Second(int standard) => args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : standard;
