Console.WriteLine("mt2st");
