// Command ferretdb serves the MongoDB wire protocol from a PostgreSQL database.
//
// It embeds FerretDB through its public package, since the upstream command can only be built from a
// generated checkout. Everything it keeps lives in PostgreSQL; the process itself may be killed at any time.
package main

import (
	"context"
	"flag"
	"log"
	"os/signal"
	"syscall"

	"github.com/FerretDB/FerretDB/ferretdb"
)

func main() {
	listen := flag.String("listen", "127.0.0.1:27017", "TCP address for MongoDB clients")
	postgresURL := flag.String("postgresql-url", "", "database that holds the documents")
	flag.Parse()

	if *postgresURL == "" {
		log.Fatal("-postgresql-url is required")
	}

	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()

	server, err := ferretdb.New(&ferretdb.Config{
		Listener:      ferretdb.ListenerConfig{TCP: *listen},
		Handler:       "postgresql",
		PostgreSQLURL: *postgresURL,
	})
	if err != nil {
		log.Fatalf("configure: %v", err)
	}

	log.Printf("listening on %s", *listen)

	if err := server.Run(ctx); err != nil {
		log.Fatalf("serve: %v", err)
	}
}
